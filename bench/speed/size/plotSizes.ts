import { init } from 'echarts';
import { chunk, groupBy, uniq } from 'lodash';

/** What one contender needed for so many records. */
export interface SizePoint {
	name: string;
	records: number;
	seconds: number;
	megabytes: number;
}

const WIDTH = 960;
const HEIGHT = 540;
/** Okabe and Ito's colours, which the colour-blind can tell apart. */
const COLOURS = ['#000000', '#009e73', '#56b4e9', '#0072b2', '#e69f00', '#cc79a7', '#d55e00'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'circle', 'rect', 'triangle'];
const TEXT = { color: '#24292f', fontFamily: 'sans-serif', fontSize: 13 };

/** A logarithmic axis has no 0: what is less than this is drawn here. */
const LEAST_MEGABYTES = 1;

/** Time and memory against the number of records, side by side, as an SVG. */
export function plotSizes(points: readonly SizePoint[]): string {
	const names = uniq(points.map(({ name }) => name));
	const byName = groupBy(points, 'name');
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
	const series = (grid: number, value: (point: SizePoint) => number) =>
		names.map((name, index) => ({
			name,
			type: 'line' as const,
			xAxisIndex: grid,
			yAxisIndex: grid,
			symbol: SYMBOLS[index % SYMBOLS.length],
			symbolSize: 9,
			// It is a picture: nobody can point at anything.
			silent: true,
			emphasis: { disabled: true },
			color: COLOURS[index % COLOURS.length],
			lineStyle: { width: 2 },
			data: byName[name].map((point) => [point.records, value(point)]),
		}));
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: TEXT,
		title: [
			{ text: 'Time', left: 70, top: 12, textStyle: { ...TEXT, fontSize: 16 } },
			{ text: 'Memory growth', left: 535, top: 12, textStyle: { ...TEXT, fontSize: 16 } },
		],
		// Nothing can measure a text here, so each column gets a legend of its own.
		legend: chunk(names, Math.ceil(names.length / 2)).map((data, column) => ({
			data,
			orient: 'vertical' as const,
			left: [70, 535][column],
			top: 430,
			itemGap: 10,
			itemWidth: 32,
			textStyle: TEXT,
		})),
		grid: [
			{ left: 70, top: 50, width: 390, height: 330 },
			{ left: 535, top: 50, width: 390, height: 330 },
		],
		xAxis: [0, 1].map((gridIndex) => ({
			...AXIS,
			gridIndex,
			min: 'dataMin' as const,
			name: 'records of about 1 kB',
			nameLocation: 'middle' as const,
			nameGap: 32,
		})),
		yAxis: [
			{ ...AXIS, gridIndex: 0, axisLabel: { ...AXIS.axisLabel, formatter: showSeconds } },
			{
				...AXIS,
				gridIndex: 1,
				min: LEAST_MEGABYTES,
				axisLabel: { ...AXIS.axisLabel, formatter: showMegabytes },
			},
		],
		series: [
			...series(0, ({ seconds }) => seconds),
			...series(1, ({ megabytes }) => Math.max(megabytes, LEAST_MEGABYTES)),
		],
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

const AXIS = {
	type: 'log' as const,
	axisLabel: { ...TEXT, formatter: (value: number) => value.toLocaleString('en-US') },
	nameTextStyle: TEXT,
	axisLine: { show: true, lineStyle: { color: '#57606a' } },
	splitLine: { lineStyle: { color: '#d8dee4' } },
};

function showSeconds(value: number): string {
	return value < 1 ? `${Number((value * 1_000).toPrecision(3))} ms` : `${inThousands(value)} s`;
}

const showMegabytes = (value: number) =>
	value < 1_000 ? `${inThousands(value)} MB` : `${inThousands(value / 1_000)} GB`;

const inThousands = (value: number) => value.toLocaleString('en-US');
