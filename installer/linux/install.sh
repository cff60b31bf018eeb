#!/bin/sh
# Put DA.PO into this user's menu; run again after an update. No administrator needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
place=$share/dapo-program
mkdir -p "$share/applications" "$share/icons/hicolor/scalable/apps"
if [ "$here" != "$place" ]; then
    rm -rf "$place"
    cp -R "$here" "$place"
fi
cp "$place/dapo.svg" "$share/icons/hicolor/scalable/apps/dapo.svg"
sed "s|^Exec=.*|Exec=\"$place/dapo\"|" "$place/dapo.desktop" > "$share/applications/dapo.desktop"
echo "DA.PO is in the menu. To remove it: rm -r '$place' '$share/applications/dapo.desktop'"
