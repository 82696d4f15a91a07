"""The certificates by which another computer proves who it is."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from docmind.core.errors import ModelError


def certificates() -> ssl.SSLContext:
    """Those a person names in the environment, else the system's: companies put theirs there.

    Raises ``ModelError``.
    """
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("REQUESTS_CA_BUNDLE")
    folder = os.environ.get("SSL_CERT_DIR")
    if not named and not folder:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if named and Path(named).is_dir():
        named, folder = None, named
    try:
        return ssl.create_default_context(cafile=named, capath=folder)
    except OSError as error:
        raise ModelError(
            "The certificates cannot be read",
            detail=f"{error.strerror or error}.",
            hint="Check SSL_CERT_FILE, SSL_CERT_DIR and REQUESTS_CA_BUNDLE.",
            path=Path(named or folder or ""),
        ) from None


def unproven(error: BaseException) -> str:
    """Why another computer did not prove who it is, where that is behind ``error``; else ""."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"{cause.verify_message or cause}."
        cause = cause.__cause__ or cause.__context__
    return ""
