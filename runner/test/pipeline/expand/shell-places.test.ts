import test from 'ava';
import { findShellPlaces } from '../../../src/pipeline/expand/shell-places.ts';

/** The kinds of the places of `${x.1}`, `${x.2}`, … in a command. */
function kindsIn(command: string): string {
  const places = findShellPlaces(command, (name) => name.startsWith('x.'));
  return [...places.values()].map(({ kind }) => kind).join(' ');
}

for (const [command, kinds] of [
  ["echo ${x.1} a\"${x.2}\"b '${x.3}' $'it\\'s ${x.4}' $\"${x.5}\"", 'word double single ansi double'],
  ['echo \\" ${x.1} \\\' ${x.2} "\\" ${x.3}" \'\\\' ${x.4}', 'word word double word'],
  ['echo "$(echo ${x.1} "${x.2}" \'${x.3}\')" ${x.4}', 'word double single word'],
  ['echo "`echo ${x.1} "${x.2}"`" ${x.3}', 'word double word'],
  [
    "# don't ${x.1}\necho ${x.2} a#b ${x.3} # it's ${x.4}\necho $# ${#a} ${x.5}",
    'comment word word comment word',
  ],
  ["echo `ls # it's ${x.1}` ${x.2}", 'comment word'],
  [
    'cat <<EOF ${x.1}\n"${x.2}" \'${x.3}\' $(echo ${x.4}) # ${x.5}\nEOF\necho ${x.6}',
    'word document document word document word',
  ],
  ["cat <<'EOF' ${x.1}\n$(echo ${x.2})\nEOF\necho ${x.3}", 'word literal word'],
  ['cat <<-"E" <<\\F\n\t${x.1}\n\tE\n${x.2}\nF\n${x.3}', 'literal literal word'],
  ['a=$(cat <<E\n)"${x.1}\nE\n) ${x.2} <<< ${x.3}', 'document word word'],
  ['echo "${y:-${x.1}}" ${y:-${x.2}} "${y:-\'${x.3}\'}" "${y#\'${x.4}\'}"', 'word word word single'],
  [
    'echo ${y:${x.1}} ${y[${x.2}]} ${${x.3}} $((1+(${x.4}))) $[${x.5}]',
    'arithmetic arithmetic impossible arithmetic arithmetic',
  ],
  [
    '((i=${x.1})); let j=${x.2} "k=${x.3}"; a[${x.4}]=1 ${x.5}',
    'arithmetic arithmetic arithmetic arithmetic word',
  ],
  [
    '[[ ${x.1} -eq $(echo ${x.2}) && -f ${x.3} ]] && declare -i n=${x.4}; echo ${x.5}',
    'arithmetic word word arithmetic word',
  ],
  ['echo {1..${x.1}} {a,"${x.2}"} { ${x.3}', 'braces double word'],
  ['x=$(case ${x.1} in a) echo "${x.2}";; (b|c) echo ${x.3};; esac) ${x.4}', 'word double word word'],
  ["f() { echo ${x.1}; }; (cd a; echo '${x.2}') ${x.3}", 'word single word'],
  ['echo \\${x.1} "\\${x.2}" \'\\${x.3}\' $${x.4} "$${x.5}"', 'escaped escaped single impossible impossible'],
  ['cat << ${x.1}\na', 'impossible'],
  ["cat <<'EOF'\nE${x.1}EOF\nEOF", 'impossible'],
] as const)
  test(`places in ${JSON.stringify(command)}`, (t) => t.is(kindsIn(command), kinds));
