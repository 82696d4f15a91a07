; The installer for Windows: for one person, without an administrator, in English and German.
;
; packaging/build.py windows gives what stands below with -D:
;   VERSION       as in docmind/__init__.py       VERSION_NUMBERS  the same as four numbers
;   PAYLOAD       the folder that was frozen      KILOBYTES        how much that is
;   ICON, SIDE    the icon, the picture beside the last page
;   OUTPUT        the file to make
;   SIGN          (may be left out) a program that signs the file whose path it is given
;   TARGET        (may be left out) the kind of installer, such as amd64-unicode
;
; setup.exe /S installs without a question, /D=C:\Some\Folder (last, without quotation marks)
; elsewhere; uninstall.exe /S removes. Exit status: 0 done, 1 given up by the person, 2 failed.

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
AllowSkipFiles off ; a program with files left out would be broken

!define NAME "DocMind"
!define PROGRAM "docmind.exe"  ; the window: no console comes with it
!define CONSOLE "docmind.com"  ; the command line: a terminal takes .com before .exe
!define CLASSES "Software\Classes"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\${PROGRAM}"
!define AUTOSTART "Software\Microsoft\Windows\CurrentVersion\Run"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define SECONDS_TO_END 15 ; the engine ends ten seconds after the last window

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation" ; a newer version goes where the older is
!ifdef SIGN
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(un_keeps)"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

!macro Text name english german
  LangString ${name} ${LANG_ENGLISH} "${english}"
  LangString ${name} ${LANG_GERMAN} "${german}"
!macroend

!insertmacro Text comment "Finds anything in your own files, offline" \
  "Findet alles in den eigenen Dateien, ohne Netz"
!insertmacro Text models "DocMind model pack" "DocMind-Modellpaket"
!insertmacro Text runtime "DocMind models runtime" "DocMind-Modelllaufzeit"
!insertmacro Text too_old "DocMind needs a 64-bit Windows 10 or newer." \
  "DocMind braucht ein 64-Bit-Windows 10 oder neuer."
!insertmacro Text running \
  "DocMind is running. Close it, also in the notification area, then choose Retry." \
  "DocMind läuft. Schließen Sie es, auch im Infobereich, und wählen Sie dann Wiederholen."
!insertmacro Text still_running \
  "DocMind is still running, or its files may not be changed. Nothing was changed." \
  "DocMind läuft noch, oder seine Dateien dürfen nicht geändert werden. Es wurde nichts geändert."
!insertmacro Text newer \
  "A newer version is installed already. An older one may not open what the newer has made. \
Install ${VERSION} all the same?" \
  "Es ist schon eine neuere Version installiert. Eine ältere kann womöglich nicht öffnen, was die \
neuere angelegt hat. Trotzdem ${VERSION} installieren?"
!insertmacro Text other \
  "In this folder lies another program. Nothing was changed; choose another folder." \
  "In diesem Ordner liegt ein anderes Programm. Es wurde nichts geändert; wählen Sie einen anderen."
!insertmacro Text not_moved \
  "The new files could not be put in place. The version that was there is still there." \
  "Die neuen Dateien ließen sich nicht einsetzen. Die bisherige Version ist noch da."
!insertmacro Text un_keeps \
  "The program is removed. Your libraries, settings and downloaded models stay, in \
$LOCALAPPDATA\docmind. Should you want them gone, erase them in DocMind before: Settings, Privacy." \
  "Das Programm wird entfernt. Ihre Bibliotheken, Einstellungen und geladenen Modelle bleiben, in \
$LOCALAPPDATA\docmind. Sollen sie weg, löschen Sie sie vorher in DocMind: Einstellungen, Datenschutz."

VIProductVersion "${VERSION_NUMBERS}"
VIFileVersion "${VERSION_NUMBERS}"
!macro Facts language description
  VIAddVersionKey /LANG=${language} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileDescription" "${description}"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "Apache-2.0"
!macroend
!insertmacro Facts ${LANG_ENGLISH} "DocMind Setup"
!insertmacro Facts ${LANG_GERMAN} "DocMind-Installation"

; Sets $0 to 1 when a process runs from the file: Windows then lets nobody write to it.
!macro LookWhetherInUse file
  ${If} ${FileExists} "${file}"
    ClearErrors
    FileOpen $1 "${file}" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

; Goes on when no DocMind runs from $INSTDIR. The window, the engine and the processes for models
; and reading are all the same two files. Nothing is ended by force: a person may be at work in it.
!macro WaitUntilClosed un
  Function ${un}WaitUntilClosed
    StrCpy $2 0 ; seconds left to wait without a question
    ${If} ${Silent}
      StrCpy $2 ${SECONDS_TO_END}
    ${EndIf}
    look:
    StrCpy $0 0
    !insertmacro LookWhetherInUse "$INSTDIR\${PROGRAM}"
    !insertmacro LookWhetherInUse "$INSTDIR\${CONSOLE}"
    ${If} $0 == 0
      Return
    ${EndIf}
    ${If} $2 > 0
      IntOp $2 $2 - 1
      Sleep 1000
      Goto look
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDCANCEL leave
    StrCpy $2 ${SECONDS_TO_END}
    Goto look
    leave:
    SetErrorLevel 2
    Abort "$(still_running)"
  FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

!macro FileType ending class mime title
  WriteRegStr HKCU "${CLASSES}\.${ending}" "" "${class}"
  WriteRegStr HKCU "${CLASSES}\.${ending}" "Content Type" "${mime}"
  WriteRegStr HKCU "${CLASSES}\${class}" "" "${title}"
  WriteRegStr HKCU "${CLASSES}\${class}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${class}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

!macro ForgetFileType ending class
  ReadRegStr $0 HKCU "${CLASSES}\.${ending}" ""
  ${If} $0 == "${class}" ; else another program has it now
    DeleteRegKey HKCU "${CLASSES}\.${ending}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${class}"
!macroend

; Lets the file manager know that types of files have come or gone (SHCNE_ASSOCCHANGED).
!macro TellFileTypes
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(too_old)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "VersionNumbers"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION_NUMBERS}" $1
    ${If} $1 == 1
      MessageBox MB_YESNO|MB_ICONQUESTION "$(newer)" /SD IDNO IDYES go_on
      SetErrorLevel 2
      Quit
      go_on:
    ${EndIf}
  ${EndIf}
FunctionEnd

; Puts back what PutInPlace has moved away.
Function PutBack
  ${If} ${FileExists} "$INSTDIR\docmind-old\_internal\*.*"
    Rename "$INSTDIR\_internal" "$INSTDIR\docmind-new\_internal"
    Rename "$INSTDIR\docmind-old\_internal" "$INSTDIR\_internal"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\docmind-old\${PROGRAM}"
    Delete "$INSTDIR\${PROGRAM}"
    Rename "$INSTDIR\docmind-old\${PROGRAM}" "$INSTDIR\${PROGRAM}"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\docmind-old\${CONSOLE}"
    Delete "$INSTDIR\${CONSOLE}"
    Rename "$INSTDIR\docmind-old\${CONSOLE}" "$INSTDIR\${CONSOLE}"
  ${EndIf}
  RMDir "$INSTDIR\docmind-old"
  RMDir /r "$INSTDIR\docmind-new"
  RMDir "$INSTDIR"
FunctionEnd

; Moves the version that is there aside and the new one in its place. The names are DocMind's own,
; so that whatever else lies in the folder stays, and no file of an older version is left over.
!macro Change name
  ${If} $0 == 0
  ${AndIf} ${FileExists} "$INSTDIR\${name}"
    ClearErrors
    Rename "$INSTDIR\${name}" "$INSTDIR\docmind-old\${name}"
    ${If} ${Errors}
      StrCpy $0 1
    ${EndIf}
  ${EndIf}
  ${If} $0 == 0
    ClearErrors
    Rename "$INSTDIR\docmind-new\${name}" "$INSTDIR\${name}"
    ${If} ${Errors}
      StrCpy $0 1
    ${EndIf}
  ${EndIf}
!macroend

Function PutInPlace
  StrCpy $0 0 ; becomes 1 when something could not be moved
  CreateDirectory "$INSTDIR\docmind-old"
  !insertmacro Change "_internal"
  !insertmacro Change "${PROGRAM}"
  !insertmacro Change "${CONSOLE}"
  ${If} $0 == 1
    Call PutBack
    SetErrorLevel 2
    Abort "$(not_moved)"
  ${EndIf}
  RMDir /r "$INSTDIR\docmind-old"
  RMDir /r "$INSTDIR\docmind-new"
FunctionEnd

Section
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    MessageBox MB_OK|MB_ICONSTOP "$(other)" /SD IDOK
    SetErrorLevel 2
    Abort "$(other)"
  ${EndIf}
  Call WaitUntilClosed
  RMDir /r "$INSTDIR\docmind-new" ; of an installation that was broken off
  SetOutPath "$INSTDIR\docmind-new"
  File /r "${PAYLOAD}\*.*"
  SetOutPath "$INSTDIR" ; the folder one stands in cannot be moved
  Call PutInPlace

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "$(comment)"
  !insertmacro FileType "docmind-models" "DocMind.Models" "application/vnd.docmind.models+zip" \
    "$(models)"
  !insertmacro FileType "docmind-runtime" "DocMind.Runtime" "application/vnd.docmind.runtime+zip" \
    "$(runtime)"
  !insertmacro TellFileTypes
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "VersionNumbers" "${VERSION_NUMBERS}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function .onInstFailed
  RMDir /r "$INSTDIR\docmind-new"
  RMDir "$INSTDIR"
FunctionEnd

; What a person has made lies in another folder, $LOCALAPPDATA\docmind, and is not touched.
Section "Uninstall"
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro ForgetFileType "docmind-models" "DocMind.Models"
  !insertmacro ForgetFileType "docmind-runtime" "DocMind.Runtime"
  !insertmacro TellFileTypes
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegValue HKCU "${AUTOSTART}" "${NAME}"
SectionEnd
