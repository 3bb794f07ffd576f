/** The page of a run: asks for `run.json` every few seconds and shows what has changed. */
const everyMs = 3000;

const part = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en');

/** Lines of stats.jsonl that the curves show. */
let drawnLines = -1;
/** Whether the newest sheet is to be shown when there is one. */
let follows = true;
let sheets = [];
let chart;

part('epoch').addEventListener('input', () => {
  follows = Number(part('epoch').value) === sheets.length;
  showSheet();
});
addEventListener('resize', () => chart?.resize());
await refresh();
setInterval(refresh, everyMs);

async function refresh() {
  try {
    const response = await fetch('run.json');
    if (!response.ok) throw new Error(await response.text());
    const run = await response.json();
    showRun(run);
    if (run.lines !== drawnLines) await drawCurves(run.lines);
    part('problem').hidden = true;
  } catch (error) {
    part('problem').textContent = `Not up to date: ${error.message}`;
    part('problem').hidden = false;
  }
}

function showRun(run) {
  const share = run.images / run.totalImages;
  document.title = `${run.state === 'running' ? `${(100 * share).toFixed(0)} % · ` : ''}${run.path}`;
  part('title').textContent = run.path;
  part('about').textContent = `${run.preset} · ${run.data} · ${run.backend} · ${run.state}`;
  part('progress').value = share;
  const best = run.measured.reduce(
    (one, other) => (one === undefined || other.cfid < one.cfid ? other : one),
    undefined,
  );
  const last = run.measured.at(-1);
  const left = run.imagesPerSecond
    ? duration((run.totalImages - run.images) / run.imagesPerSecond)
    : '…';
  showPairs('figures', [
    ['done', `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`],
    ['images', number.format(run.images)],
    ['steps', number.format(run.step)],
    ['images/s', run.imagesPerSecond?.toFixed(0) ?? '…'],
    ['trained', duration(run.seconds)],
    ...(run.state === 'running' ? [['left, training alone', left]] : []),
    ...(best === undefined ? [] : [[`best cFID, epoch ${best.epoch}`, best.cfid.toFixed(2)]]),
    ...(last?.ganTest === undefined
      ? []
      : [[`GAN-test, epoch ${last.epoch}`, `${(100 * last.ganTest).toFixed(1)} %`]]),
  ]);
  showSheets(run);
  showTable(
    'measures',
    ['epoch', 'images', 'cFID', 'GAN-test'],
    [
      ...run.measured.map((line) => ({
        best: line === best,
        cells: [
          line.epoch,
          number.format(line.images),
          line.cfid.toFixed(2),
          line.ganTest === undefined ? '' : `${(100 * line.ganTest).toFixed(1)} %`,
        ],
      })),
    ].reverse(),
  );
  showTable(
    'checkpoints',
    ['file', 'MiB'],
    run.checkpoints.map(({ name, sizeBytes }) => ({
      cells: [name, (sizeBytes / 2 ** 20).toFixed(1)],
    })),
  );
  showPairs('options', fieldsOf(run.options));
}

/** Every field by its path, as `--set` spells it. */
function fieldsOf(group, prefix = '') {
  return Object.entries(group).flatMap(([name, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isGroup) return fieldsOf(value, name === 'config' ? '' : `${prefix}${name}.`);
    return [[`${prefix}${name}`, typeof value === 'string' ? value : JSON.stringify(value)]];
  });
}

function showPairs(id, pairs) {
  part(id).replaceChildren(
    ...pairs.map(([name, value]) => {
      const group = document.createElement('div');
      const term = document.createElement('dt');
      const description = document.createElement('dd');
      term.textContent = name;
      description.textContent = value;
      group.append(term, description);
      return group;
    }),
  );
}

function showSheets(run) {
  const isNew = run.sheets.length !== sheets.length;
  sheets = run.sheets;
  const slider = part('epoch');
  slider.max = String(Math.max(1, sheets.length));
  part('epoch-label').hidden = sheets.length < 2;
  part('animations').hidden = sheets.length < 2;
  if (isNew && follows) slider.value = slider.max;
  if (isNew) showSheet();
  const walk = part('walk');
  if (run.walk && walk.hidden) {
    const image = walk.querySelector('img');
    image.src = image.dataset.src;
    walk.hidden = false;
  }
}

function showSheet() {
  const file = sheets[Number(part('epoch').value) - 1];
  if (file === undefined) return;
  const epoch = Number(/\d+/.exec(file)?.[0]);
  part('sheet').src = `samples/${file}`;
  part('sheet').hidden = false;
  part('epoch-name').textContent = String(epoch);
  part('sheet-caption').textContent =
    `After epoch ${epoch}: a row a class; below them real images, their reconstructions and variations`;
}

async function drawCurves(lines) {
  const response = await fetch('curves.json');
  const curves = await response.json();
  if (curves === null) return;
  part('no-curves').hidden = true;
  const { width, height } = curves;
  // Laid out for one width: scaled to the page's.
  part('curves').style.height = `${height}px`;
  part('curves').style.maxWidth = `${width}px`;
  chart ??= globalThis.echarts.init(part('curves'), null, { width, height });
  chart.resize({ width, height });
  chart.setOption(curves.option, { notMerge: true });
  drawnLines = lines;
}

function showTable(id, head, rows) {
  const table = part(id);
  const line = (cells, name) => {
    const row = document.createElement('tr');
    row.append(
      ...cells.map((cell) => {
        const element = document.createElement(name);
        element.textContent = String(cell);
        return element;
      }),
    );
    return row;
  };
  table.replaceChildren(
    line(head, 'th'),
    ...rows.map(({ cells, best }) => {
      const row = line(cells, 'td');
      row.classList.toggle('best', best === true);
      return row;
    }),
  );
}

function duration(seconds) {
  if (!Number.isFinite(seconds)) return '…';
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
