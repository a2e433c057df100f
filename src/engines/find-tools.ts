import { EngineError } from './errors.ts';
import { runCommand } from './run-command.ts';

export type Command = readonly [string, ...string[]];

/**
 * The command that runs pip here.
 * @throws EngineError ENGINE_PIP_MISSING
 */
export async function findPip(env: NodeJS.ProcessEnv = process.env): Promise<Command> {
  const candidates: Command[] = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];
  const found = await findWorking(candidates, env);
  if (found) return found;
  throw new EngineError('ENGINE_PIP_MISSING', 'Installing TensorFlow takes pip, and none was found.', {
    hint: `Install Python with pip (${packageCommand('python3-pip', 'python')}); any Python from 3.8 on will do.`,
  });
}

/**
 * The command that compiles C++ here: $CXX, c++, g++ or clang++.
 * @throws EngineError ENGINE_COMPILER_MISSING
 */
export async function findCompiler(env: NodeJS.ProcessEnv = process.env): Promise<Command> {
  const own = env.CXX?.trim().split(/\s+/) ?? [];
  const candidates: Command[] = [['c++'], ['g++'], ['clang++']];
  if (own[0]) candidates.unshift(own as unknown as Command);
  const found = await findWorking(candidates, env);
  if (found) return found;
  throw new EngineError(
    'ENGINE_COMPILER_MISSING',
    'Installing TensorFlow takes a C++ compiler, and none was found (tried $CXX, c++, g++, clang++).',
    { hint: `Install one (${packageCommand('g++', 'xcode')}).` },
  );
}

async function findWorking(
  candidates: readonly Command[],
  env: NodeJS.ProcessEnv,
): Promise<Command | undefined> {
  for (const candidate of candidates) {
    const { code } = await runCommand([...candidate, '--version'], env);
    if (code === 0) return candidate;
  }
  return undefined;
}

function packageCommand(debianPackage: string, macPackage: string): string {
  if (process.platform !== 'darwin') return `on Debian and Ubuntu: \`sudo apt install ${debianPackage}\``;
  return macPackage === 'xcode' ? '`xcode-select --install`' : `\`brew install ${macPackage}\``;
}
