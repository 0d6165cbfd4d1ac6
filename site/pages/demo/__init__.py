"""The demonstration's content: invented networks, people and practices, read from `content/*.yaml`.

`programme.yaml` holds what belongs to no single network (team, committee, guests, standard pages, the logins that are
named at the end); every other file is one network. `shapes.py` lists the keys: those that are loaded and those that
wait for a model. A practice says in which `state` it is to end up:

    draft       only its author, the coordinators and the team know it
    submitted   waits for the coordination
    sent_back   by the coordination, with a `reason`
    in_network  admitted to the network, waits for the editors
    published   admitted for the `audience` it wishes (network, community or public)
    revised     published, with a `newer` text under way beside it

With `earlier` texts of the source language the practice is published with these first and then once more with its
present ones, so that its translation is outdated. `written`, `decided` and `updated` date the steps.

A piece of news stands at its `date`; one of a day to come is scheduled for it. The language whose title comes first is
the one it was written in. Its address is its `id`, or what its title makes.
"""
