#!/bin/sh
# Makes the folder that this lies in known to the desktop of the person who runs it: menu, icon, .wordrnn files, and the
# command `wordrnn`. Nothing is copied but a few small files below ~/.local; the folder may be read-only, and has to stay
# where it is. `install.sh --remove` takes it all back. Texts and models are not touched by either.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
data=${XDG_DATA_HOME:-"$HOME/.local/share"}
bin="$HOME/.local/bin"
sizes="16 24 32 48 64 128 256"

tell_the_desktop() {
  for program in update-desktop-database update-mime-database gtk-update-icon-cache; do
    command -v "$program" >/dev/null 2>&1 || continue
    case $program in
      update-desktop-database) "$program" -q "$data/applications" || true ;;
      update-mime-database) "$program" "$data/mime" || true ;;
      gtk-update-icon-cache) "$program" -q -t -f "$data/icons/hicolor" || true ;;
    esac
  done
}

remove() {
  rm -f "$data/applications/wordrnn.desktop" "$data/mime/packages/wordrnn.xml"
  rm -f "$data/icons/hicolor/scalable/apps/wordrnn.svg" "$data/icons/hicolor/scalable/mimetypes/wordrnn-model.svg"
  for size in $sizes; do
    rm -f "$data/icons/hicolor/${size}x$size/apps/wordrnn.png" "$data/icons/hicolor/${size}x$size/mimetypes/wordrnn-model.png"
  done
  # Only a link to a packaged app is ours: `wordrnn` may also have come from pip.
  if [ -L "$bin/wordrnn" ] && [ "$(readlink "$bin/wordrnn")" = "$here/wordrnn" ]; then rm -f "$bin/wordrnn"; fi
  tell_the_desktop
  echo "wordrnn is no longer in the menu; this folder can be deleted. Your texts and models are still there."
}

install_here() {
  mkdir -p "$data/applications" "$data/mime/packages" "$bin"
  for kind in apps mimetypes; do mkdir -p "$data/icons/hicolor/scalable/$kind"; done
  cp "$here/share/wordrnn.svg" "$data/icons/hicolor/scalable/apps/wordrnn.svg"
  cp "$here/share/wordrnn-model.svg" "$data/icons/hicolor/scalable/mimetypes/wordrnn-model.svg"
  for size in $sizes; do
    for kind in apps mimetypes; do mkdir -p "$data/icons/hicolor/${size}x$size/$kind"; done
    cp "$here/share/icons/$size.png" "$data/icons/hicolor/${size}x$size/apps/wordrnn.png"
    cp "$here/share/icons/model-$size.png" "$data/icons/hicolor/${size}x$size/mimetypes/wordrnn-model.png"
  done
  cp "$here/share/wordrnn-mime.xml" "$data/mime/packages/wordrnn.xml"
  # In Exec, within quotes, these have a meaning of their own, and a backslash is read twice; a % stands for itself as %%.
  quoted=$(printf '%s' "$here/wordrnn" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g')
  WORDRNN_EXEC=$quoted WORDRNN_TRY="$here/wordrnn" awk '
    BEGIN { exec = ENVIRON["WORDRNN_EXEC"]; try = ENVIRON["WORDRNN_TRY"] }
    /^Exec=/ { print "Exec=\"" exec "\" %F"; next }
    /^TryExec=/ { print "TryExec=" try; next }
    { print }' "$here/share/wordrnn.desktop" >"$data/applications/wordrnn.desktop"
  if [ -e "$bin/wordrnn" ] && [ ! -L "$bin/wordrnn" ]; then
    echo "$bin/wordrnn is something else and was left as it is."
  else
    ln -sfn "$here/wordrnn" "$bin/wordrnn"
  fi
  tell_the_desktop
  echo "wordrnn is in the menu, opens .wordrnn files, and is the command $bin/wordrnn."
}

case "${1:-}" in
  --remove) remove ;;
  "") install_here ;;
  *) echo "install.sh: expected nothing or --remove, got $1" >&2; exit 2 ;;
esac
