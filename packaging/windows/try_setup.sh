#!/usr/bin/env bash
# Tries the installer for Windows under Wine, with a stand-in for the program: installs, upgrades
# while it runs, refuses what it must, removes, and looks each time at what is there. Wants nsis and
# wine64 (Debian's names) and about a minute; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")"
place=$(mktemp -d)
export WINEPREFIX="$place/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
unset DISPLAY WAYLAND_DISPLAY
trap 'wineserver -k 2>/dev/null || true; rm -rf "$place"' EXIT

step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAIL: $*" >&2; exit 1; }
there() { [ -e "$1" ] || fail "not there: $1"; }
gone() { [ ! -e "$1" ] || fail "still there: $1"; }
# ends LIKE COMMAND...: the command ends with this status
ends() {
  local wanted=$1 status=0
  shift
  "$@" || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status instead of $wanted: $*"
}
# key NAME: what is registered below HKCU\Software, nothing where it is not there
key() {
  local told
  if told=$(wine reg query "HKCU\\Software\\$1" /s 2>/dev/null); then tr -d '\r' <<<"$told"; fi
}

# program SECONDS FILE, setup VERSION PAYLOAD
program() { makensis -V1 "-DSECONDS=$1" "-DOUTPUT=$2" stand_in.nsi; }
setup() {
  makensis -V2 -WX -INPUTCHARSET UTF8 -DTARGET=amd64-unicode "-DVERSION=$1" \
    "-DVERSION_NUMBERS=$1.0" "-DPAYLOAD=$2" -DKILOBYTES=200 "-DICON=$place/docmind.ico" \
    "-DSIDE=$place/side.bmp" "-DOUTPUT=$place/docmind-$1-setup.exe" docmind.nsi
}

step "Compile 0.1.0 and 0.2.0"
"${PYTHON:-python3}" - "$place" <<'PYTHON'
import sys
from pathlib import Path

sys.path.insert(0, "..")
from building import icon_files

place = Path(sys.argv[1])
(place / "docmind.ico").write_bytes(icon_files.ico())
(place / "side.bmp").write_bytes(icon_files.side_picture())
PYTHON
mkdir -p "$place/old/_internal/gone" "$place/new/_internal"
echo old | tee "$place/old/_internal/kept.txt" >"$place/old/_internal/gone/gone.txt"
echo new >"$place/new/_internal/kept.txt"
program 8 "$place/old/docmind.exe"
cp "$place/old/docmind.exe" "$place/old/docmind.com"
program 25 "$place/new/docmind.exe"
cp "$place/new/docmind.exe" "$place/new/docmind.com"
setup 0.1.0 "$place/old"
setup 0.2.0 "$place/new"
wineboot -i >/dev/null 2>&1

step "Windows 7 is refused"
wine winecfg -v win7
ends 2 wine "$place/docmind-0.1.0-setup.exe" /S
wine winecfg -v win10
local_data="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local"
program_folder="$local_data/Programs/DocMind"
menu="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
gone "$program_folder"

step "Install"
ends 0 wine "$place/docmind-0.1.0-setup.exe" /S
for part in docmind.exe docmind.com uninstall.exe _internal/gone/gone.txt; do
  there "$program_folder/$part"
done
there "$menu/DocMind.lnk"
key 'Classes\.docmind-models' | grep -q DocMind.Models || fail "no type for *.docmind-models"
key 'Classes\.docmind-runtime' | grep -q DocMind.Runtime || fail "no type for *.docmind-runtime"
key 'Classes\DocMind.Models\shell' | grep -q 'docmind.exe" "%1"' || fail "nothing opens a pack"
key 'Microsoft\Windows\CurrentVersion\Uninstall\DocMind' | grep -q '0\.1\.0' || fail "no version"
mkdir -p "$local_data/docmind/docmind/library"
echo mine | tee "$local_data/docmind/docmind/library/catalog" >"$program_folder/mine.txt"

step "Upgrade while it runs: waits until it has ended"
wine "$program_folder/docmind.exe" "C:\\a pack.docmind-models" &
sleep 1
ends 0 wine "$place/docmind-0.2.0-setup.exe" /S
wait
grep -rqs "a pack" "$WINEPREFIX"/drive_c/users/*/Temp/docmind-was-given.txt || fail "not started"
grep -q new "$program_folder/_internal/kept.txt" || fail "the older version is there still"
gone "$program_folder/_internal/gone"
gone "$program_folder/docmind-old"
gone "$program_folder/docmind-new"

step "It runs on: nothing is changed, neither by installing nor by removing"
wine "$program_folder/docmind.com" &
sleep 1
ends 2 wine "$place/docmind-0.2.0-setup.exe" /S
wait
wine "$program_folder/docmind.com" &
sleep 1
ends 2 wine "$program_folder/uninstall.exe" /S "_?=C:\\users\\$(id -un)\\AppData\\Local\\Programs\\DocMind"
there "$program_folder/_internal/kept.txt"
wait

step "An older version does not replace a newer one unasked"
ends 2 wine "$place/docmind-0.1.0-setup.exe" /S
grep -q new "$program_folder/_internal/kept.txt" || fail "the newer version is gone"

step "The folder of another program is left alone"
mkdir -p "$WINEPREFIX/drive_c/other/_internal"
echo other >"$WINEPREFIX/drive_c/other/_internal/other.txt"
ends 2 wine "$place/docmind-0.2.0-setup.exe" /S '/D=C:\other'
there "$WINEPREFIX/drive_c/other/_internal/other.txt"
gone "$WINEPREFIX/drive_c/other/docmind.exe"

step "Remove: what a person has made stays"
ends 0 wine "$program_folder/uninstall.exe" /S "_?=C:\\users\\$(id -un)\\AppData\\Local\\Programs\\DocMind"
for part in docmind.exe docmind.com _internal; do gone "$program_folder/$part"; done
gone "$menu/DocMind.lnk"
there "$program_folder/mine.txt"
there "$local_data/docmind/docmind/library/catalog"
[ -z "$(key 'Classes\.docmind-models')$(key 'Classes\DocMind.Models')" ] || fail "types are left"
[ -z "$(key 'Microsoft\Windows\CurrentVersion\Uninstall\DocMind')" ] || fail "it is still listed"

step "Done"
