/** The figures of each class as bars beside their bounds: small panels of one picture, by ECharts. */
import type { EChartsOption } from 'echarts';
import { drawSvg } from '../../report/curves.ts';
import type { ClassMetrics, Metrics } from '../metrics.ts';

const width = 1080;
const margin = { left: 80, right: 16, top: 64, bottom: 32 };
const rowHeight = 30;
const text = '#7d8590';
const faint = '#7d859030';
const colors = { model: '#2f81f7', bound: '#d1741f' };
const fontFamily = 'system-ui, -apple-system, Helvetica, Arial, sans-serif';

const panels: readonly {
  readonly title: string;
  readonly model: (of: ClassMetrics) => number;
  readonly bound: (of: ClassMetrics) => number;
}[] = [
  {
    title: 'CAS, % (higher is better)',
    model: ({ cas }) => 100 * cas,
    bound: ({ casReal }) => 100 * casReal,
  },
  {
    title: 'GAN-test, % (higher is better)',
    model: ({ ganTest }) => 100 * ganTest,
    bound: ({ realTest }) => 100 * realTest,
  },
  {
    title: 'cFID (lower is better)',
    model: ({ cfid }) => cfid,
    bound: ({ cfidFloor }) => cfidFloor,
  },
  {
    title: 'diversity, % of real',
    model: ({ diversity }) => 100 * diversity,
    bound: ({ diversityReal }) => 100 * diversityReal,
  },
];

export function classCharts({ perClass }: Metrics): string {
  const cell = width / panels.length;
  const height = margin.top + margin.bottom + rowHeight * perClass.length;
  const option: EChartsOption = {
    animation: false,
    textStyle: { fontFamily, color: text },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: index * cell + margin.left - 68,
      top: 34,
      padding: 0,
      textStyle: { fontFamily, fontSize: 13, fontWeight: 600, color: text },
    })),
    legend: {
      left: 24,
      top: 2,
      itemGap: 32,
      textStyle: { color: text },
      data: ['synthetic', 'real (bound)'],
    },
    grid: panels.map((_, index) => ({
      left: index * cell + margin.left,
      width: cell - margin.left - margin.right,
      top: margin.top,
      bottom: margin.bottom,
    })),
    xAxis: panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      splitNumber: 4,
      axisLabel: { color: text, fontSize: 11 },
      splitLine: { lineStyle: { color: faint } },
    })),
    yAxis: panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'category',
      inverse: true,
      data: perClass.map(({ name }) => name),
      axisLabel: { color: text, fontSize: 11 },
      axisLine: { lineStyle: { color: faint } },
      axisTick: { show: false },
    })),
    series: panels.flatMap(({ model, bound }, index) => {
      const bars = { type: 'bar' as const, xAxisIndex: index, yAxisIndex: index, barGap: '10%' };
      return [
        { ...bars, name: 'synthetic', color: colors.model, data: perClass.map(model) },
        { ...bars, name: 'real (bound)', color: colors.bound, data: perClass.map(bound) },
      ];
    }),
  };
  return drawSvg({ option, width, height });
}
