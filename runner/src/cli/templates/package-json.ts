/** For a folder that has no package.json yet. */
export function createPackageJson(name: string, packageName: string, packageVersion: string): string {
  const content = {
    name,
    private: true,
    type: 'module',
    scripts: { start: 'pipeline run' },
    dependencies: { [packageName]: packageVersion },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
