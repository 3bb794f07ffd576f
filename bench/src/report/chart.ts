/**
 * Milliseconds per image as a picture for documents: a dot an engine on a logarithmic scale, a panel a
 * network, batch 1. Drawn by ECharts (https://echarts.apache.org) without a browser. Colours are of
 * middle lightness and the ground is transparent, so it can stand on white and on black.
 */
import { type EChartsOption, init } from 'echarts';
import type { Row } from './report.ts';

const WIDTH = 900;
const NAMES = 176;
const TITLES = 44;
const LINE = 30;
const AXIS = 46;
const GAP = 26;

const ours = '#2f81f7';
const theirs = '#8b949e';
const text = '#7d8590';
const faint = '#7d859040';
// Without quotation marks: ECharts would not escape them.
const fontFamily = 'system-ui, -apple-system, Helvetica, Arial, sans-serif';

/** @throws Error when there is nothing of batch 1 */
export function drawChart(rows: readonly Row[]): string {
  const shown = rows.filter(({ batch, engine }) => batch === 1 && engine !== 'ceiling');
  const networks = [...new Set(shown.map(({ network }) => network))];
  const names = [...new Set(shown.toSorted(bySpeed).map(nameOf))];
  if (shown.length === 0) throw new Error('expected rows of batch 1, got none');
  const height = TITLES + names.length * LINE + AXIS;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(optionOf(shown, networks, names));
    return `${chart.renderToSVGString()}\n`;
  } finally {
    // Its timer would keep the process alive.
    chart.dispose();
  }
}

function nameOf({ engine, runtime }: Row): string {
  return runtime === 'workerd' ? `${engine} in workerd` : engine;
}

/** The fastest first, whoever that is. */
function bySpeed(one: Row, other: Row): number {
  return one.medianMs - other.medianMs;
}

function optionOf(
  rows: readonly Row[],
  networks: readonly string[],
  names: readonly string[],
): EChartsOption {
  const width = (WIDTH - NAMES - GAP * networks.length) / networks.length;
  const left = (panel: number) => NAMES + panel * (width + GAP);
  const [min, max] = decades(rows.map(({ medianMs }) => medianMs));
  return {
    animation: false,
    textStyle: { fontFamily, color: text },
    title: networks.map((network, panel) => ({
      text: network,
      left: left(panel),
      top: 10,
      padding: 0,
      textStyle: { fontFamily, fontSize: 14, fontWeight: 600, color: text },
    })),
    grid: networks.map((_, panel) => ({
      left: left(panel),
      width,
      top: TITLES,
      height: names.length * LINE,
    })),
    xAxis: networks.map((_, panel) => ({
      gridIndex: panel,
      type: 'log',
      min,
      // Room for the last label.
      max: max * 4,
      name: panel === 0 ? 'milliseconds an image, batch 1, one thread' : '',
      nameLocation: 'start',
      nameTextStyle: { align: 'left', verticalAlign: 'top', padding: [24, 0, 0, 15], color: text },
      axisLabel: { color: text, formatter: (value: number) => (value > max ? '' : `${value}`) },
      splitLine: { showMaxLine: false, lineStyle: { color: faint } },
    })),
    yAxis: networks.map((_, panel) => ({
      gridIndex: panel,
      type: 'category',
      inverse: true,
      data: [...names],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel:
        panel === 0
          ? { color: (name?: string | number) => colorOf(`${name}`), fontSize: 13, margin: 14 }
          : { show: false },
    })),
    series: networks.map((network, panel) => ({
      type: 'scatter',
      xAxisIndex: panel,
      yAxisIndex: panel,
      symbolSize: 11,
      data: rows
        .filter((row) => row.network === network)
        .map((row) => ({
          value: [row.medianMs, nameOf(row)],
          itemStyle: { color: colorOf(nameOf(row)), opacity: 1 },
          label: {
            show: true,
            position: 'right' as const,
            color: colorOf(nameOf(row)),
            fontWeight: isOurs(nameOf(row)) ? ('bold' as const) : ('normal' as const),
            formatter: significant(row.medianMs),
          },
        })),
    })),
  };
}

function isOurs(name: string): boolean {
  return name.startsWith('comfy-edge');
}

function colorOf(name: string): string {
  return isOurs(name) ? ours : theirs;
}

/** The powers of ten around all values. */
function decades(values: readonly number[]): readonly [number, number] {
  const power = (value: number, round: (exponent: number) => number) =>
    10 ** round(Math.log10(value));
  return [power(Math.min(...values), Math.floor), power(Math.max(...values), Math.ceil)];
}

/** Three digits say more than the noise. */
function significant(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value < 1 ? 2 : 3);
}
