"""The organisations' directory: who they are, what they offer and look for; the public sees who has consented."""
