#!/bin/sh
# Installs DocMind for one person, without root: docmind-*.run [-- --prefix DIR]
# The new version is built and tried beside the old one, which stays if anything fails.
set -eu
umask 022

version='@VERSION@'
machine='@MACHINE@'
glibc='@GLIBC@'

refuse() {
  printf 'DocMind was not installed: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '  %s\n' "$2" >&2
  exit 1
}

usage() {
  echo "Installs DocMind $version for you alone; no root is needed."
  echo "  --prefix DIR   another place than ~/.local"
}

at_least() { # at_least 2.36 2.31: whether the first version is the second or newer
  [ "${1%%.*}" -gt "${2%%.*}" ] ||
    { [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${1#*.}" -ge "${2#*.}" ]; }
}

check_system() {
  here=$(uname -s) && kind=$(uname -m)
  [ "$here" = Linux ] || refuse "this is $here, and it is for Linux."
  [ "$kind" = "$machine" ] || refuse "this computer is $kind, and it is for $machine."
  has=$(getconf GNU_LIBC_VERSION 2>/dev/null) || has=''
  has=${has#glibc }
  [ -n "$has" ] || refuse "this system has no GNU C library, which it needs." \
    "Systems such as Alpine use another one."
  at_least "$has" "$glibc" || refuse "this system has version $has of the GNU C library, it needs $glibc." \
    "Debian 12, Ubuntu 24.04, Fedora 37 and newer systems have it."
}

choose_place() {
  prefix=''
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix) [ $# -gt 1 ] || refuse "--prefix wants a folder."; prefix=$2; shift 2 ;;
      --prefix=*) prefix=${1#--prefix=}; shift ;;
      -h | --help) usage; exit 0 ;;
      *) usage >&2; refuse "there is no option $1." ;;
    esac
  done
  if [ -z "$prefix" ]; then
    [ -n "${HOME:-}" ] || refuse "HOME is not set." "Name a folder: --prefix DIR"
    [ "$(id -u)" -ne 0 ] || refuse "it is for one person, and you are root." \
      "For all users there is the .deb package; --prefix DIR installs here all the same."
    prefix=$HOME/.local
    share=${XDG_DATA_HOME:-$prefix/share}
  else
    case $prefix in /*) ;; *) prefix=${OLD_FOLDER:-$PWD}/$prefix ;; esac
    share=$prefix/share
  fi
  case "$prefix$share" in
    *'
'*) refuse "the name of the folder holds a line break." ;;
  esac
  case $share in /*) ;; *) refuse "XDG_DATA_HOME must begin with a slash." ;; esac
  place=$prefix/lib/docmind
  program=$prefix/bin/docmind
}

check_place() {
  for folder in "$prefix/lib" "$prefix/bin" "$share"; do
    mkdir -p "$folder" 2>/dev/null || refuse "$folder cannot be made."
    [ -w "$folder" ] || refuse "$folder cannot be written to."
  done
  if [ -e "$place" ] && [ ! -f "$place/installed-files" ]; then
    refuse "$place is there already and was not made by this installer."
  fi
  if [ -e "$program" ] && [ ! -L "$program" ]; then
    refuse "$program is there already and was not made by this installer."
  fi
  for running in /proc/[0-9]*/exe; do
    if [ "$(readlink "$running" 2>/dev/null)" = "$place/docmind" ]; then
      refuse "DocMind is running." "Quit it (also in the tray) and start this again."
    fi
  done
  needs=$(du -sk docmind | cut -f1)
  free=$(df -Pk "$prefix/lib" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$needs" ] || refuse "it needs $((needs / 1024)) MB in $prefix, there are $((free / 1024))."
}

try_it() { # the new program answers questions about the samples, beside everything of yours
  tried=$new.tried
  mkdir -p "$tried"
  if ! DOCMIND_LIBRARY=$tried/library DOCMIND_CACHE_DIR=$tried/cache \
    DOCMIND_CONFIG_FILE=$tried/settings.toml DOCMIND_MODELS_DIR=$tried/models \
    DOCMIND_RUNTIMES_DIR=$tried/runtimes DOCMIND_CONNECTIONS_FILE=$tried/connections.jsonl \
    "$new/docmind" demo --no-window >"$tried/told" 2>&1; then
    cat "$tried/told" >&2
    refuse "it does not run on this system (see above)."
  fi
}

quoted() { # a path as the Exec line of a launcher wants it
  printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/^.*$/"&"/'
}

for_sed() { printf '%s' "$1" | sed -e 's/[\\&|]/\\&/g'; }

put_share() { # everything that tells the desktop, and a list of it
  list=$new/installed-files
  : >"$list"
  (cd share && find . -type f) | sed 's|^\./||' | LC_ALL=C sort >"$new.names"
  while IFS= read -r name; do
    mkdir -p "$share/$(dirname "$name")"
    cp "share/$name" "$share/$name"
    printf '%s\n' "$share/$name" >>"$list"
  done <"$new.names"
  entry=$share/applications/docmind.desktop
  sed -e "s|^Exec=docmind|Exec=$(for_sed "$(quoted "$program")")|" \
    -e "s|^TryExec=docmind|TryExec=$(for_sed "$program")|" share/applications/docmind.desktop >"$entry"
  printf '%s\n' "$program" >>"$list"
}

forget_leftovers() { # files of the version before that this one no longer has
  [ -f "$place/installed-files" ] || return 0
  while IFS= read -r file; do
    grep -Fxq -- "$file" "$new/installed-files" || rm -f -- "$file"
  done <"$place/installed-files"
}

tell_desktop() {
  update-mime-database "$share/mime" >/dev/null 2>&1 || :
  update-desktop-database -q "$share/applications" >/dev/null 2>&1 || :
  # a cache that nobody renews would hide the icons of others: renewed where there is one, not made
  touch "$share/icons/hicolor"
  [ ! -f "$share/icons/hicolor/icon-theme.cache" ] ||
    gtk-update-icon-cache -qtf "$share/icons/hicolor" >/dev/null 2>&1 || :
}

tidy() { # stopped between the two steps of swap, the old one comes back
  [ -e "$place" ] || [ ! -e "$place.old" ] || mv -- "$place.old" "$place"
  rm -rf -- "$new" "$new.tried" "$new.names"
}

swap() { # from here on nothing can fail but the disk
  rm -rf -- "$place.old"
  [ ! -e "$place" ] || mv -- "$place" "$place.old"
  mv -- "$new" "$place"
  ln -sf ../lib/docmind/docmind "$program"
  rm -rf -- "$place.old"
}

check_system
OLD_FOLDER=${USER_PWD:-$PWD}
choose_place "$@"
check_place
new=$place.new
trap tidy EXIT
trap 'exit 130' INT HUP TERM
rm -rf -- "$new" "$new.tried"
mv docmind "$new"
cp uninstall.sh "$new/uninstall.sh"
echo "Trying DocMind $version ..."
try_it
put_share
forget_leftovers
swap
tell_desktop
echo "DocMind $version is installed in $place"
case ":${PATH:-}:" in
  *":$prefix/bin:"*) echo "Start it from the menu, or type: docmind" ;;
  *) echo "Start it from the menu, or type: $program" ;;
esac
echo "To remove it: $place/uninstall.sh"
