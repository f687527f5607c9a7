#!/bin/sh
# Unpacks the package into a folder of its own and runs it there with nothing but the system's Python: try_deb.sh FILE.deb
set -eu
package=$(realpath "$1")
python=${PYTHON:-/usr/bin/python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
dpkg-deb --extract "$package" "$place/root"
dpkg-deb --control "$package" "$place/control"
sh -n "$place/control/postinst"
sh -n "$place/control/prerm"
mkdir "$place/home"

chodon() {
    env -i HOME="$place/home" LC_ALL=C.UTF-8 PATH=/usr/bin:/bin CHODON_REGISTER="$place/home/so.db" "$python" "$place/root/usr/bin/chodon" "$@"
}

chodon --version
chodon --quiet init
chodon --quiet unit add PNV "Phòng Nội vụ" --kind phòng
chodon --quiet staff add --name "Nguyễn Văn An" --unit PNV --category CC --from 2021-01-01
chodon --quiet violation log --staff CC001 --standard TT01 --on 2022-03-01
chodon --quiet report compliance --period 2022 -o "$place/home/tuan-thu.xlsx"
chodon --quiet report compliance --period 2022 -o "$place/home/tuan-thu.html"
chodon report compliance --period 2022 -f csv | grep -q '^PNV,'
chodon tour --help >/dev/null
chodon --no-input tour >/dev/null 2>&1
chodon --quiet backup "$place/home/backup"
chodon --quiet check

for page in chodon chodon-violation chodon-report; do
    man --warnings -l "$place/root/usr/share/man/man1/$page.1.gz" >/dev/null
    test -s "$place/root/usr/share/man/vi/man1/$page.1.gz"
done
bash -c '. "$1" && complete -p chodon >/dev/null' - "$place/root/usr/share/bash-completion/completions/chodon"
for job in backup check due; do
    sh -n "$place/root/usr/lib/chodon/jobs/$job"
    grep -q "Unit=chodon@$job.service" "$place/root/usr/lib/systemd/system/chodon-$job.timer"
done
echo "the package runs: $(basename "$package")"
