import { findOnMachine } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, JOBS, listItems, type Tool } from '../tool.ts';

export function make(): Tool {
  return {
    ...PLAIN_LAYOUT,
    name: 'make',
    version: findOnMachine('make'),
    compares: 'dates',
    form: 'Makefile with a pattern rule',
    write: (folder, dag) =>
      writePlain(
        folder,
        'Makefile',
        [
          `OUTPUTS := ${listItems(dag)
            .map((item) => `out/${item}.bin`)
            .join(' ')}`,
          'joined.bin: $(OUTPUTS)',
          '\tcat $(OUTPUTS) > $@',
          'out/%.bin: data/%.bin',
          `\t${copyLine('$<', '$@', dag)}`,
          '',
        ].join('\n'),
      ),
    run: () => ({ command: 'make', args: ['-j', `${JOBS}`] }),
  };
}
