#!/usr/bin/env bash
# finish.sh DocMind.app IMAGE.dmg: signs the program, packs it into a disk image and has Apple
# notarise that. From the environment:
#   DOCMIND_SIGN_IDENTITY   the certificate ("Developer ID Application: ..."); without it the
#                           signature is ad hoc, which is enough for the computer it was made on
#   DOCMIND_NOTARY_PROFILE  the profile that "xcrun notarytool store-credentials" has kept;
#                           without it nothing is sent to Apple
set -euo pipefail
app=$1
image=$2
here=$(cd "$(dirname "$0")" && pwd)
identity=${DOCMIND_SIGN_IDENTITY:--}
profile=${DOCMIND_NOTARY_PROFILE:-}
if [ "$identity" = - ] && [ -n "$profile" ]; then
  echo "finish.sh: Apple notarises nothing without DOCMIND_SIGN_IDENTITY" >&2
  exit 2
fi

sign() {
  if [ "$identity" = - ]; then
    codesign --force --options runtime --sign - "$@"
  else
    codesign --force --options runtime --timestamp --sign "$identity" "$@"
  fi
}

# From the inside out: a signature covers what is signed within.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
  while IFS= read -r -d '' library; do sign "$library"; done
find "$app/Contents" -depth -type d -name '*.framework' -print0 |
  while IFS= read -r -d '' framework; do sign "$framework"; done
for program in "$app"/Contents/MacOS/*; do
  sign --entitlements "$here/entitlements.plist" "$program"
done
sign --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"

shown=$(mktemp -d)
trap 'rm -rf "$shown"' EXIT
cp -R "$app" "$shown/"
ln -s /Applications "$shown/Applications"
rm -f "$image"
hdiutil create -volname DocMind -srcfolder "$shown" -fs HFS+ -format ULFO "$image"
if [ "$identity" = - ]; then
  exit 0
fi
sign "$image"
if [ -n "$profile" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
  xcrun stapler staple "$image"
  spctl --assess --type open --context context:primary-signature "$image"
fi
