; A program that stands for DocMind when the installer is tried without one that was frozen: it
; notes what it was given in %TEMP%\docmind-was-given.txt and runs for SECONDS.
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUTPUT}"
!include FileFunc.nsh

Section
  ${GetParameters} $0
  FileOpen $1 "$TEMP\docmind-was-given.txt" w
  FileWrite $1 "$0"
  FileClose $1
  Sleep ${SECONDS}000
SectionEnd
