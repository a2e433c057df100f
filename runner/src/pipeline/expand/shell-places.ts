/** What a shell makes of the text at one place of a command. */
export type ShellPlace =
  /** Part of a word, outside of quotes. */
  | { readonly kind: 'word' }
  /** Within `{a,b}` or `{1..9}`, which a shell expands before variables. */
  | { readonly kind: 'braces' }
  | { readonly kind: 'double' }
  | { readonly kind: 'single' }
  /** `$'…'` */
  | { readonly kind: 'ansi' }
  /** The body of `<<END`. */
  | { readonly kind: 'document' }
  /** The body of `<<'END'`, where a shell expands nothing. */
  | { readonly kind: 'literal'; readonly end: string; readonly stripsTabs: boolean }
  | { readonly kind: 'comment' }
  /** Evaluated as an expression, in which a shell would run commands. */
  | { readonly kind: 'arithmetic' }
  /** Escaped: no template, but text that belongs to the shell. */
  | { readonly kind: 'escaped' }
  | { readonly kind: 'impossible'; readonly why: string };

/** A template as we write it: `${NAME}` without braces in it. */
const TEMPLATE = /\$\{[^{}]*\}/y;
/** In front of these words a shell expects no new command. All others end the place where a command's name may stand. */
const BEFORE_COMMAND = new Set(['!', '{', 'do', 'elif', 'else', 'if', 'then', 'time', 'until', 'while']);
const DECLARES = new Set(['declare', 'export', 'local', 'readonly', 'typeset']);
const WORD_END = /[\s;&|()<>]/;

/**
 * Reads a command as bash does and says what each template in it stands in.
 * @param isTemplate whether the text between `${` and `}` is a template of ours; anything else is the shell's
 * @returns offset of the template → place
 */
export function findShellPlaces(
  command: string,
  isTemplate: (name: string) => boolean,
): ReadonlyMap<number, ShellPlace> {
  return new ShellReader(command, isTemplate).read();
}

interface HereDocument {
  readonly end: string;
  readonly isLiteral: boolean;
  readonly stripsTabs: boolean;
}

/** Follows bash's grammar as far as quotes, expansions, comments and here-documents depend on it. */
class ShellReader {
  readonly #text: string;
  readonly #isTemplate: (name: string) => boolean;
  readonly #places = new Map<number, ShellPlace>();
  #at = 0;
  /** Where the text that is read now ends: the end of the command, or of a here-document. */
  #end: number;
  /** From and to where words are arithmetic: `let x=…`, `[[ a -eq b ]]`. */
  #arithmeticRanges: (readonly [number, number])[] = [];
  #awaited: HereDocument[] = [];

  constructor(text: string, isTemplate: (name: string) => boolean) {
    this.#text = text;
    this.#isTemplate = isTemplate;
    this.#end = text.length;
  }

  read(): ReadonlyMap<number, ShellPlace> {
    while (this.#at < this.#end) this.#command('');
    return this.#places;
  }

  /** `$(…)`, `(…)` or backticks: commands of their own, whatever is around them. */
  #nested(close: string): void {
    const outer = this.#arithmeticRanges;
    this.#arithmeticRanges = [];
    this.#command(close);
    this.#arithmeticRanges = outer;
  }

  /** Commands up to `close` (`)` or a backtick), which is read too. */
  #command(close: string): void {
    let openCases = 0;
    let mayName = true;
    let wordStart = this.#at;
    while (this.#at < this.#end) {
      const character = this.#text[this.#at] ?? '';
      const isWordStart = this.#at === wordStart;
      if (character === ')' && openCases > 0) {
        this.#at += 1;
        mayName = true;
        wordStart = this.#at;
        continue;
      }
      if (character === close || (close === '' && character === ')')) {
        this.#at += 1;
        return;
      }
      if (isWordStart && character === '#') {
        this.#comment(close);
        continue;
      }
      if (isWordStart && mayName && this.#startsWith('((')) {
        this.#at += 2;
        this.#arithmetic('))');
        wordStart = this.#at;
        mayName = false;
        continue;
      }
      if (isWordStart && !WORD_END.test(character)) {
        const word = this.#plainWord();
        if (mayName && word === 'case') openCases += 1;
        if (mayName && word === 'esac') openCases -= 1;
        if (mayName) this.#noteArithmetic(word);
        mayName = BEFORE_COMMAND.has(word) || (openCases > 0 && word === 'in');
      }
      if (WORD_END.test(character)) {
        if (!/[ \t<>]/.test(character)) mayName = true;
        if (character === '\n') this.#lineEnd();
        else if (this.#startsWith('<<<')) this.#at += 3;
        else if (this.#startsWith('<<')) this.#hereDocument();
        else {
          this.#at += 1;
          if (character === '(') this.#nested(')');
        }
        wordStart = this.#at;
        continue;
      }
      this.#piece(() => this.#wordPlace(wordStart));
    }
  }

  /** One character, or one quoted or expanded part, outside of quotes. */
  #piece(placeHere: () => ShellPlace): void {
    switch (this.#text[this.#at]) {
      case '\\':
        this.#escape();
        return;
      case "'":
        this.#single({ kind: 'single' });
        return;
      case '"':
        this.#double();
        return;
      case '`':
        this.#at += 1;
        this.#nested('`');
        return;
      case '$':
        if (this.#startsWith("$'")) {
          this.#at += 1;
          this.#single({ kind: 'ansi' });
        } else this.#dollar(placeHere);
        return;
      default:
        this.#at += 1;
    }
  }

  /** `${…}`, `$(…)`, `$((…))`, `$[…]`, or a template of ours. */
  #dollar(placeHere: () => ShellPlace): void {
    if (this.#template(placeHere)) return;
    if (this.#startsWith('$((')) {
      this.#at += 3;
      this.#arithmetic('))');
    } else if (this.#startsWith('$(')) {
      this.#at += 2;
      this.#nested(')');
    } else if (this.#startsWith('$[')) {
      this.#at += 2;
      this.#arithmetic(']');
    } else if (this.#startsWith('${')) {
      this.#at += 2;
      this.#parameter(placeHere().kind === 'word');
    } else if (this.#startsWith('$${')) {
      // `$$` is the number of the shell's process, and what follows is text to it.
      const at = this.#at + 1;
      this.#at += 1;
      const why = 'A $ stands before it, and a shell would read $$. Write \\$ for a plain one';
      if (!this.#template(() => ({ kind: 'impossible', why }))) this.#at = at + 1;
    } else {
      this.#at += 1;
    }
  }

  /** Notes a template that stands here. */
  #template(placeHere: () => ShellPlace): boolean {
    TEMPLATE.lastIndex = this.#at;
    const [found] = TEMPLATE.exec(this.#text) ?? [];
    if (found === undefined || this.#at + found.length > this.#end) return false;
    if (!this.#isTemplate(found.slice(2, -1))) return false;
    const place = placeHere();
    const isEvaluated =
      ['word', 'braces', 'double'].includes(place.kind) &&
      this.#arithmeticRanges.some(([from, to]) => from <= this.#at && this.#at < to);
    this.#places.set(this.#at, isEvaluated ? { kind: 'arithmetic' } : place);
    this.#at += found.length;
    return true;
  }

  #escape(): void {
    this.#at += 1;
    if (this.#template(() => ({ kind: 'escaped' }))) return;
    this.#at += 1;
  }

  /** From an opening quote to the closing one. */
  #single(place: ShellPlace): void {
    this.#at += 1;
    while (this.#at < this.#end) {
      const character = this.#text[this.#at];
      if (place.kind === 'ansi' && character === '\\') this.#escape();
      else if (character === '$' && this.#template(() => place)) continue;
      else {
        this.#at += 1;
        if (character === "'") return;
      }
    }
  }

  #double(): void {
    this.#at += 1;
    while (this.#at < this.#end) {
      if (this.#text[this.#at] === '"') {
        this.#at += 1;
        return;
      }
      this.#quotedPiece({ kind: 'double' });
    }
  }

  /** One character or expansion within double quotes, or within a here-document. */
  #quotedPiece(place: ShellPlace): void {
    const character = this.#text[this.#at];
    if (character === '\\') this.#escape();
    else if (character === '`') {
      this.#at += 1;
      this.#nested('`');
    } else if (character === '$') this.#dollar(() => place);
    else this.#at += 1;
  }

  /** The rest of `${NAME…}`. */
  #parameter(isUnquoted: boolean): void {
    const name = /[!#]?(?:\w+|[@*#?!-]|\$(?!\{))?/y;
    name.lastIndex = this.#at;
    this.#at += name.exec(this.#text)?.[0].length ?? 0;
    const inName = { kind: 'impossible', why: 'It is part of the name of a shell variable' } as const;
    if (this.#text[this.#at] === '[') {
      this.#at += 1;
      this.#arithmetic(']');
    }
    const isOffset = this.#text[this.#at] === ':' && !/[-=+?]/.test(this.#text[this.#at + 1] ?? '');
    if (isOffset) {
      this.#arithmetic('}');
      return;
    }
    const operator = this.#text.slice(this.#at).match(/^(?::?[-=+?]|[#%/^,@~])/)?.[0];
    // Between double quotes, single ones are text in `${x:-'…'}` and quotes in `${x#'…'}`.
    const singleQuotes = isUnquoted || !/[-=+?]$/.test(operator ?? '');
    this.#at += operator?.length ?? 0;
    while (this.#at < this.#end) {
      const character = this.#text[this.#at];
      if (character === '}') {
        this.#at += 1;
        return;
      }
      if (character === "'" && !singleQuotes) this.#at += 1;
      else if (character === '$' && this.#startsWith("$'") && !singleQuotes) this.#at += 1;
      else this.#piece(() => (operator === undefined ? inName : { kind: 'word' }));
    }
  }

  /** An expression up to `close`. */
  #arithmetic(close: string): void {
    const [open, last] = close === ']' ? ['[', ']'] : close === '}' ? ['{', '}'] : ['(', ')'];
    let depth = 0;
    while (this.#at < this.#end) {
      const character = this.#text[this.#at];
      if (depth === 0 && this.#startsWith(close)) {
        this.#at += close.length;
        return;
      }
      if (character === '"' || character === "'") this.#at += 1;
      else {
        if (character === open) depth += 1;
        if (character === last) depth -= 1;
        this.#piece(() => ({ kind: 'arithmetic' }));
      }
    }
  }

  #comment(close: string): void {
    while (this.#at < this.#end && this.#text[this.#at] !== '\n') {
      if (close === '`' && this.#text[this.#at] === '`') return;
      if (this.#text[this.#at] === '$' && this.#template(() => ({ kind: 'comment' }))) continue;
      this.#at += 1;
    }
  }

  /** `<<END` or `<<-'END'`. Its body begins on the next line. */
  #hereDocument(): void {
    this.#at += 2;
    const stripsTabs = this.#text[this.#at] === '-';
    if (stripsTabs) this.#at += 1;
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    const start = this.#at;
    const why = 'It is part of what ends a here-document';
    while (this.#at < this.#end && !WORD_END.test(this.#text[this.#at] ?? ''))
      this.#piece(() => ({ kind: 'impossible', why }));
    const word = this.#text.slice(start, this.#at);
    const end = word.replace(/\\(.)|["']|\$(?=["'])/gs, '$1');
    this.#awaited.push({ end, isLiteral: end !== word, stripsTabs });
  }

  /** The end of a line, and the here-documents that begin after it. */
  #lineEnd(): void {
    this.#at += 1;
    const documents = this.#awaited;
    this.#awaited = [];
    for (const document of documents) this.#body(document);
  }

  #body({ end, isLiteral, stripsTabs }: HereDocument): void {
    let lineStart = this.#at;
    let next = this.#end;
    for (;;) {
      const lineEnd = this.#text.indexOf('\n', lineStart);
      const stop = lineEnd === -1 || lineEnd > this.#end ? this.#end : lineEnd;
      const line = this.#text.slice(lineStart, stop);
      if ((stripsTabs ? line.replace(/^\t+/, '') : line) === end || stop === this.#end) {
        next = stop;
        if ((stripsTabs ? line.replace(/^\t+/, '') : line) !== end) lineStart = stop;
        break;
      }
      lineStart = stop + 1;
    }
    const outerEnd = this.#end;
    this.#end = lineStart;
    const place: ShellPlace = isLiteral ? { kind: 'literal', end, stripsTabs } : { kind: 'document' };
    const why = `Its line has ${end} in it, which ends the here-document. Choose another word`;
    while (this.#at < this.#end) {
      if (!isLiteral) this.#quotedPiece(place);
      else if (this.#text[this.#at] !== '$') this.#at += 1;
      else if (!this.#template(() => (this.#lineHas(end) ? { kind: 'impossible', why } : place)))
        this.#at += 1;
    }
    this.#end = outerEnd;
    this.#at = Math.min(outerEnd, next + 1);
  }

  /** Whether the line here, without its templates, holds a word. */
  #lineHas(word: string): boolean {
    const start = this.#text.lastIndexOf('\n', this.#at) + 1;
    const [line = ''] = this.#text.slice(start).split('\n', 1);
    return line.replace(/\$\{[^{}]*\}/g, '').includes(word);
  }

  /** `let …`, `declare -i …` and `[[ a -eq b ]]` evaluate their words. */
  #noteArithmetic(word: string): void {
    const rest = this.#text.slice(this.#at, this.#end);
    const command = /^(?:\\.|[^;&|\n)])*/s.exec(rest)?.[0] ?? '';
    if (word === 'let' || (DECLARES.has(word) && /\s-\w*i/.test(command)))
      this.#arithmeticRanges.push([this.#at, this.#at + command.length]);
    if (word !== '[[') return;
    let from = this.#at;
    for (const condition of rest.split(/\]\](?=[\s;&|)]|$)/, 1)[0]?.split(/&&|\|\|/) ?? []) {
      if (/\s-(?:eq|ne|lt|le|gt|ge|v)\s/.test(condition))
        this.#arithmeticRanges.push([from, from + condition.length]);
      from += condition.length + 2;
    }
  }

  #plainWord(): string {
    const word = /[^\s;&|()<>"'`$\\]*/y;
    word.lastIndex = this.#at;
    return word.exec(this.#text)?.[0] ?? '';
  }

  #wordPlace(wordStart: number): ShellPlace {
    const before = this.#text.slice(wordStart, this.#at);
    if (/^\w+\[[^\]]*$/.test(before)) return { kind: 'arithmetic' };
    return /\{[^}]*$/.test(before.replace(/\$\{[^{}]*\}/g, '')) ? { kind: 'braces' } : { kind: 'word' };
  }

  #startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }
}
