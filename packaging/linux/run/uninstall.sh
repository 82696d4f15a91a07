#!/bin/sh
# Removes what the installer put here. Libraries, settings and models stay.
set -eu

place=$(cd -- "$(dirname -- "$0")" && pwd)
list=$place/installed-files
case $place in */lib/docmind) ;; *) list='' ;; esac
if [ -z "$list" ] || [ ! -f "$list" ]; then
  echo "Nothing was removed: $place is not a DocMind that was installed." >&2
  exit 1
fi
for running in /proc/[0-9]*/exe; do
  if [ "$(readlink "$running" 2>/dev/null)" = "$place/docmind" ]; then
    echo "Nothing was removed: DocMind is running. Quit it (also in the tray) first." >&2
    exit 1
  fi
done

share=''
while IFS= read -r file; do
  case $file in
    */applications/docmind.desktop) share=${file%/applications/docmind.desktop} ;;
  esac
  rm -f -- "$file"
  folder=$(dirname -- "$file")
  while rmdir -- "$folder" 2>/dev/null; do # only those that nothing else lies in
    folder=$(dirname -- "$folder")
  done
done <"$list"
rm -rf -- "$place"
rmdir -- "$(dirname -- "$place")" 2>/dev/null || : # "lib", when nothing else lies in it
if [ -n "$share" ]; then
  if [ -d "$share/mime" ]; then
    mkdir -p "$share/mime/packages" # it wants one, and forgets what no longer lies there
    update-mime-database "$share/mime" >/dev/null 2>&1 || :
  fi
  [ ! -d "$share/applications" ] || update-desktop-database -q "$share/applications" >/dev/null 2>&1 || :
  [ ! -f "$share/icons/hicolor/icon-theme.cache" ] ||
    gtk-update-icon-cache -qtf "$share/icons/hicolor" >/dev/null 2>&1 || :
fi
echo "DocMind is removed. What is yours stays:"
echo "  ${XDG_DATA_HOME:-${HOME:-~}/.local/share}/docmind    libraries and models"
echo "  ${XDG_CONFIG_HOME:-${HOME:-~}/.config}/docmind    settings"
echo "  ${XDG_CACHE_HOME:-${HOME:-~}/.cache}/docmind    what can be made again"
