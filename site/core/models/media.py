"""Images and documents under the same law as pages: each has an audience of its own (law 1, files)."""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, WagtailImageField
from wagtail.images.models import get_rendition_upload_to as rendition_upload_to
from wagtail.images.models import get_upload_to as image_upload_to
from wagtail.search import index

from core import audience, uploads
from core.rules import editable_by


def unguessable_path(folder: str, filename: str) -> str:
    """`folder/<random>/<safe name>`: whatever path the sender wrote is dropped."""
    name = PurePosixPath(filename.replace("\\", "/"))
    stem = slugify(name.stem)[:40] or "file"
    suffix = slugify(name.suffix)[:8]
    return (
        f"{folder}/{secrets.token_urlsafe(16)}/{stem}.{suffix}"
        if suffix
        else f"{folder}/{secrets.token_urlsafe(16)}/{stem}"
    )


class FileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files whose token the person holds, their own uploads, and those of pages they may edit."""
        allowed = models.Q(token__in=audience.tokens_of(user))
        if user.is_authenticated:
            allowed |= models.Q(uploaded_by_user=user.pk) | models.Q(page__in=editable_by(user).values("pk"))
        return self.filter(allowed)


class VisibleImages(FileQuerySet, ImageQuerySet):
    """With what Wagtail's chooser asks of its images: renditions, search."""


class VisibleDocuments(FileQuerySet, DocumentQuerySet):
    """The same for documents."""


class AudienceFile(models.Model):
    """What images and documents share. A new file is its sender's alone until it is opened."""

    token = models.CharField(
        _("audience"), max_length=32, db_index=True, editable=False, validators=[audience.validate_token]
    )
    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        verbose_name=_("belongs to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    page.wagtail_reference_index_ignore = True

    objects = FileQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic  # with what receivers of `post_save` queue
    def save(self, *args, **kwargs):
        if not self.token:
            sender = self.uploaded_by_user_id
            self.token = audience.person_token(sender) if sender else audience.COMMITTEE
        if self.file and not self.file._committed:
            self.before_storing()
        super().save(*args, **kwargs)

    def is_visible_to(self, user) -> bool:
        return type(self).objects.visible_to(user).filter(pk=self.pk).exists()

    def clean(self):
        super().clean()
        self.check_upload()

    def before_storing(self):
        """Check a new upload, or change its bytes, before it reaches the store. Raises ValidationError."""
        self.check_upload()


class SiteImage(AudienceFile, AbstractImage):  # noqa: DJ008 – __str__ is Wagtail's
    file = WagtailImageField(
        _("file"), upload_to=image_upload_to, width_field="width", height_field="height", db_index=True
    )
    admin_form_fields = (
        "title",
        "file",
        "description",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.FilterField("token")]
    objects = VisibleImages.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_siteimage", "Can choose image")]

    def check_upload(self):
        if self.file and not self.file._committed:
            uploads.check_image(self.file)

    def before_storing(self):
        uploads.check_image_limits(self.file)
        clean = uploads.without_metadata(self.file)
        self.file.file, self.file.name = clean, clean.name
        self.file_size = self.file.size
        self.file_hash = ""

    def get_upload_to(self, filename):
        return unguessable_path("images", filename)


class Rendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)
    file = WagtailImageField(upload_to=rendition_upload_to, width_field="width", height_field="height", db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]

    def get_upload_to(self, filename):
        return unguessable_path("renditions", filename)


def document_upload_to(instance, filename):
    return unguessable_path("documents", filename)


class SiteDocument(AudienceFile, AbstractDocument):  # noqa: DJ008 – __str__ is Wagtail's
    file = models.FileField(_("file"), upload_to=document_upload_to, db_index=True)
    admin_form_fields = ("title", "file", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("token")]
    objects = VisibleDocuments.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_sitedocument", "Can choose document")]

    def check_upload(self):
        if self.file and not self.file._committed:
            uploads.check_document(self.file)
