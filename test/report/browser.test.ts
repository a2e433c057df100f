/** Opens the report in a real browser, where one is found: what a reader sees and does. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import anyTest, { type TestFn } from 'ava';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { writeFigure } from '../../src/figures/write-figure.ts';
import { loadReport } from '../../src/report/load-report.ts';
import { renderPage } from '../../src/report/render-page.ts';
import { makeSyntheticClean, makeSyntheticRows } from '../fixtures/figures/synthetic-study.ts';
import { writeWholeStudy } from '../fixtures/figures/whole-study.ts';
import { findChromium } from '../fixtures/find-chromium.ts';

const executablePath = findChromium();
if (executablePath === undefined) {
  console.log('No Chromium found (set CHROMIUM_PATH to one): the report is not looked at in a browser.');
}

const testInBrowser = (executablePath === undefined ? anyTest.skip : anyTest.serial) as TestFn['serial'];
const options = { epsilons: [0, 0.02, 0.05, 0.3], keepExamples: 2 };
let browser: Browser | undefined;
let root = '';
let url: string;

if (executablePath !== undefined) {
  anyTest.before('render the report of a whole study, start the browser', async (t) => {
    t.timeout(120_000);
    root = await mkdtemp(join(tmpdir(), 'report-browser-'));
    const sources = await writeWholeStudy(root, options);
    const figure = { path: join(root, 'figure'), axes: {}, action: 'plot/figure-2', digest: 'ab' };
    const table = { rows: makeSyntheticRows(options), clean: makeSyntheticClean(options) };
    await writeFigure(figure.path, table, { figure: 'figure-2', threat: 'direct' });
    const data = await loadReport(
      { ...sources, figures: [figure] },
      { profile: 'paper', seed: 7, judgesPaper: true },
    );
    const other = { ...data.results, profile: 'rigorous', checks: [] };
    const { rows, clean } = data.results.table;
    const isDigit = ({ dataset }: { readonly dataset: string }): boolean => dataset === 'mnist';
    const fewer = {
      rows: rows.filter((row) => isDigit(row) && row.attack === 'fgsm'),
      clean: clean.filter(isDigit),
    };
    const narrow = { ...data.results, profile: 'narrow', table: fewer };
    await writeFile(join(root, 'index.html'), await renderPage(data, {}, [other, narrow]));
    url = pathToFileURL(join(root, 'index.html')).href;
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  });
  anyTest.after.always('close the browser', async () => {
    await browser?.close();
    if (root !== '') await rm(root, { recursive: true, force: true });
  });
}

async function open(context: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width: 1280, height: 900 }, ...context });
  await page.goto(url);
  return page;
}

/** The first chart of a section that is shown. */
function firstChart(page: Page, section: string): Locator {
  return page.locator(`#${section} figure.chart:visible:has(script) svg`).first();
}

async function findWeakText(page: Page): Promise<unknown> {
  const program = await readFile(new URL('../fixtures/find-weak-text.js', import.meta.url), 'utf8');
  return page.evaluate(`${program}; findWeakText()`);
}

/** The choice itself is a hidden radio button; what is pressed is its label. */
async function choose(page: Page, id: string): Promise<void> {
  await page.locator(`label[for="${id}"]`).click();
}

testInBrowser('nothing is requested from elsewhere and nothing goes wrong', async (t) => {
  const page = await browser!.newPage();
  const [requests, faults]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(url);
  await firstChart(page, 'figures').hover();
  for (const id of ['threat-1', 'dataset-0-1', 'profile-1', 'theme-2']) await choose(page, id);
  t.deepEqual(faults, []);
  t.deepEqual(
    requests.filter((request) => request !== url && !request.startsWith('data:')),
    [],
  );
  await page.close();
});

testInBrowser('pointing at a chart shows the values of the data', async (t) => {
  const page = await open();
  await choose(page, 'threat-1');
  const chart = firstChart(page, 'figures');
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  // The right end of the plot: ε = 0.05 of the small range.
  await page.mouse.move(box.x + box.width * 0.94, box.y + box.height / 2);
  const tip = page.locator('.tip');
  const row = makeSyntheticRows({ ...options, dataset: 'mnist' }).find(
    (candidate) => candidate.model === 'lenet' && candidate.attack === 'fgsm' && candidate.epsilon === 0.05,
  )!;
  const text = await tip.innerText();
  t.regex(text, /^ε 0\.05/);
  t.true(
    text.includes(
      `LeNet: ${row.accuracy.toFixed(3)} [${row.low.toFixed(3)}, ${row.high.toFixed(3)}], n = ${row.count}`,
    ),
    text,
  );
  await page.mouse.move(5, 5);
  t.false(await tip.isVisible());
  await page.close();
});

testInBrowser('the arrow keys read a chart that has the focus, Escape ends it', async (t) => {
  const page = await open();
  await firstChart(page, 'figures').focus();
  await page.keyboard.press('ArrowRight');
  t.regex(await page.locator('.tip').innerText(), /^ε 0\b/);
  await page.keyboard.press('ArrowRight');
  t.regex(await page.locator('.tip').innerText(), /^ε 0\.02/);
  await page.keyboard.press('Escape');
  t.false(await page.locator('.tip').isVisible());
  await page.close();
});

testInBrowser('a finger reads a chart too', async (t) => {
  const page = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await firstChart(page, 'figures').tap();
  t.regex(await page.locator('.tip').innerText(), /LeNet: [01]\.\d{3} \[/);
  const box = (await page.locator('.tip').boundingBox())!;
  t.true(box.x >= 0 && box.x + box.width <= 360, 'the tip leaves the window');
  await page.close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ', without a script too';
  testInBrowser(`switching threat, dataset and profile changes what is shown${how}`, async (t) => {
    const page = await open({ javaScriptEnabled });
    // B-LeNet is another curve under the other threat.
    const curve = (): Promise<string | null> =>
      page.locator('#figures figure.chart:visible path.line.dashed').first().getAttribute('d');
    const transfer = await curve();
    await choose(page, 'threat-1');
    t.not(await curve(), transfer);
    await choose(page, 'threat-0');
    t.is(await curve(), transfer);
    const legend = page.locator('#figures .legend:visible').first();
    t.false((await legend.innerText()).includes('SimpleCNN'));
    await choose(page, 'dataset-0-1');
    t.true((await legend.innerText()).includes('SimpleCNN'));
    t.is(await page.locator('#checks details:visible').count(), 2);
    await choose(page, 'profile-1');
    t.is(await page.locator('#checks details:visible').count(), 0);
    await page.close();
  });
}

testInBrowser(
  'a profile offers the datasets and attacks that it has, whatever was chosen before',
  async (t) => {
    const page = await open();
    const choices = (section: string): Promise<string[]> =>
      page.locator(`${section} .switch:visible legend`).allInnerTexts();
    await choose(page, 'dataset-0-1');
    t.deepEqual(await choices('.bar'), ['Dataset', 'Threat']);
    t.deepEqual(await choices('#uncertainty'), ['Attack']);
    await choose(page, 'profile-2');
    t.deepEqual(await choices('.bar'), ['Threat']);
    t.deepEqual(await choices('#uncertainty'), []);
    t.regex(await page.locator('#figures h3:visible').first().innerText(), /MNIST under attack/);
    t.true(await firstChart(page, 'uncertainty').isVisible());
    // Recorded results have no pictures. The page says so, and does not show those of another profile.
    t.is(await page.locator('#examples table:visible').count(), 0);
    t.regex(await page.locator('#examples p:visible').last().innerText(), /no pictures/);
    await choose(page, 'profile-0');
    t.regex(await page.locator('#figures h3:visible').first().innerText(), /CIFAR-10 under attack/);
    await page.close();
  },
);

testInBrowser('the gallery shows one network under one attack at a time', async (t) => {
  const page = await open();
  const captions = page.locator('#examples caption:visible');
  t.deepEqual(await captions.allInnerTexts(), ['MNIST, LeNet under FGSM: the class it gave each image']);
  await choose(page, 'shown-model-0-3');
  await choose(page, 'shown-attack-0-2');
  t.deepEqual(await captions.allInnerTexts(), [
    'MNIST, B-AlexNet under PGD: the class it gave each image. The attack’s steps reach 0.02 only',
  ]);
  await page.close();
});

testInBrowser('figures for print come out as SVG and PNG', async (t) => {
  const page = await open();
  await page.locator('.downloads summary').click();
  for (const [format, start] of [
    ['svg', '<svg'],
    ['png', '\u0089PNG'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`.downloads [data-download="${format}"]`).first().click(),
    ]);
    t.is(download.suggestedFilename(), `figure-2-direct.${format}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    t.is(Buffer.concat(chunks).subarray(0, 4).toString('latin1'), start);
  }
  await page.close();
});

testInBrowser('on a phone no table of verdicts or checks is cut, and no row is mostly blank', async (t) => {
  const page = await open({ viewport: { width: 390, height: 800 } });
  await page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
  const tables = await page.locator('.scroll:visible:has(.stacked)').all();
  t.true(tables.length >= 2);
  for (const table of tables) {
    const [content = 0, room = 0] = await table.evaluate(({ scrollWidth, clientWidth }) => [
      scrollWidth,
      clientWidth,
    ]);
    t.true(room > 300);
    t.is(content, room);
  }
  const rows = await page.locator('.stacked tbody tr:visible').all();
  t.true(rows.length > 5);
  for (const row of rows) {
    const box = (await row.boundingBox())!;
    const cells = await row.locator('th, td:visible').all();
    const boxes = await Promise.all(cells.map(async (cell) => (await cell.boundingBox())!));
    const covered = boxes.reduce((area, { width, height }) => area + width * height, 0);
    t.true(covered > 0.6 * box.width * box.height, await row.innerText());
  }
  await page.close();
});

testInBrowser('on a desktop the summary uses the whole width', async (t) => {
  for (const width of [1280, 1600]) {
    const page = await open({ viewport: { width, height: 900 } });
    const section = (await page.locator('#summary').boundingBox())!;
    const boxes = await Promise.all(
      (await page.locator('#summary .answer:visible, #summary .chart:visible').all()).map((part) =>
        part.boundingBox(),
      ),
    );
    const [left, right] = [
      Math.min(...boxes.map((box) => box!.x)),
      Math.max(...boxes.map((box) => box!.x + box!.width)),
    ];
    t.true(right - left > 0.9 * section.width, `${left} to ${right} of ${section.width}`);
    t.true(section.width > 0.75 * width);
    await page.close();
  }
});

for (const width of [360, 820, 1280]) {
  testInBrowser(`nothing is wider than a window of ${width} px`, async (t) => {
    const page = await open({ viewport: { width, height: 800 } });
    for (const id of ['dataset-0-0', 'dataset-0-1']) {
      await choose(page, id);
      t.is(await page.evaluate('document.documentElement.scrollWidth'), width);
    }
    await page.close();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  testInBrowser(`all text stands out from its ground, ${colorScheme}`, async (t) => {
    const page = await open({ colorScheme });
    t.deepEqual(await findWeakText(page), []);
    await choose(page, colorScheme === 'dark' ? 'theme-1' : 'theme-2');
    t.deepEqual(await findWeakText(page), [], 'after the switch to the other colours');
    await page.close();
  });
}
