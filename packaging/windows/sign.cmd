@echo off
rem Signs the file whose path is given, with the certificate that DOCMIND_SIGN_SHA1 names (its
rem thumbprint in the user's store) and the time stamp service whose address DOCMIND_SIGN_TIME holds.
rem packaging/build.py windows --sign packaging\windows\sign.cmd
signtool sign /fd SHA256 /td SHA256 /sha1 %DOCMIND_SIGN_SHA1% /tr %DOCMIND_SIGN_TIME% /d DocMind "%~1"
