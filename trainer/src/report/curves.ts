/**
 * A run's curves as a picture: `curves.svg` to put in documents, `curves.png` to look at anywhere. Drawn by
 * ECharts (https://echarts.apache.org) without a browser, rasterized by sharp. The options are plain
 * JSON, so that the run's page can draw the same chart with a pointer on it.
 */
import { writeFile } from 'node:fs/promises';
import { type EChartsOption, init } from 'echarts';
import sharp from 'sharp';
import { type Panel, panelsOf } from './curve-panels.ts';
import type { StatsLine } from './stats-log.ts';

const COLUMNS = 3;
const WIDTH = 1080;
const PANEL_HEIGHT = 190;
const MARGIN = { left: 52, right: 14, top: 34, bottom: 28 };

// Of middle lightness, to stand on white and on black.
const colors = ['#2f81f7', '#d1741f'];
const text = '#7d8590';
const faint = '#7d859030';
// Without quotation marks: ECharts would not escape them.
const fontFamily = 'system-ui, -apple-system, Helvetica, Arial, sans-serif';

export interface Chart {
  readonly option: EChartsOption;
  readonly width: number;
  readonly height: number;
}

/** Writes `<path>.svg` and `<path>.png`. Does nothing as long as there is nothing to draw. */
export async function writeCurves(path: string, lines: readonly StatsLine[]): Promise<void> {
  const chart = curvesChart(lines);
  if (chart === undefined) return;
  const svg = drawSvg(chart);
  await writeFile(`${path}.svg`, svg);
  await sharp(Buffer.from(svg), { density: 144 })
    .flatten({ background: 'white' })
    .toFile(`${path}.png`);
}

export function drawSvg({ option, width, height }: Chart): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return `${chart.renderToSVGString()}\n`;
  } finally {
    // Its timer would keep the process alive.
    chart.dispose();
  }
}

export function curvesChart(lines: readonly StatsLine[]): Chart | undefined {
  const panels = panelsOf(lines);
  if (panels.length === 0) return undefined;
  const rows = Math.ceil(panels.length / COLUMNS);
  const cell = WIDTH / COLUMNS;
  const left = (index: number) => (index % COLUMNS) * cell;
  const top = (index: number) => Math.floor(index / COLUMNS) * PANEL_HEIGHT;
  const option: EChartsOption = {
    animation: false,
    textStyle: { fontFamily, color: text },
    tooltip: { trigger: 'axis' },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: left(index) + MARGIN.left,
      top: top(index) + 10,
      padding: 0,
      textStyle: { fontFamily, fontSize: 13, fontWeight: 600, color: text },
    })),
    legend: panels.flatMap(({ curves }, index) =>
      curves.length < 2
        ? []
        : [
            {
              data: curves.map(({ name }) => name),
              right: WIDTH - left(index) - cell + MARGIN.right,
              top: top(index) + 6,
              padding: 0,
              itemWidth: 14,
              itemHeight: 8,
              textStyle: { color: text },
            },
          ],
    ),
    grid: panels.map((_, index) => ({
      left: left(index) + MARGIN.left,
      width: cell - MARGIN.left - MARGIN.right,
      top: top(index) + MARGIN.top,
      height: PANEL_HEIGHT - MARGIN.top - MARGIN.bottom,
    })),
    xAxis: panels.map((_, index) => ({
      gridIndex: index,
      type: 'value',
      min: 0,
      max: (lines.at(-1)?.images ?? 1) / 1000,
      splitNumber: 4,
      axisLabel: { color: text, fontSize: 11, hideOverlap: true, formatter: '{value} k' },
      axisLine: { lineStyle: { color: faint } },
      splitLine: { show: false },
    })),
    yAxis: panels.map((panel, index) => ({
      gridIndex: index,
      type: isWide(panel) ? ('log' as const) : ('value' as const),
      scale: true,
      splitNumber: 3,
      axisLabel: { color: text, fontSize: 11 },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: faint } },
    })),
    series: panels.flatMap(({ curves }, index) =>
      curves.map(({ name, points }, place) => ({
        type: 'line' as const,
        name,
        xAxisIndex: index,
        yAxisIndex: index,
        data: points.map(([images, value]) => [images / 1000, value]),
        // A curve of few points would otherwise be invisible.
        showSymbol: points.length < 30,
        symbolSize: 5,
        lineStyle: { width: 1.5 },
        color: colors[place % colors.length] ?? text,
      })),
    ),
  };
  return { option, width: WIDTH, height: rows * PANEL_HEIGHT };
}

/** Over orders of magnitude, as losses are that start far off. */
function isWide({ curves }: Panel): boolean {
  const values = curves.flatMap(({ points }) => points.map(([, value]) => value));
  const low = Math.min(...values);
  return low > 0 && Math.max(...values) / low > 30;
}
