import type { SizePoint } from '../../../../bench/speed/size/plotSizes';
import { plotSizes } from '../../../../bench/speed/size/plotSizes';

const points: SizePoint[] = [
	{ name: 'Ours', records: 1_000, seconds: 0.1, megabytes: 0 },
	{ name: 'Ours', records: 100_000, seconds: 10, megabytes: 200 },
	{ name: 'Theirs', records: 1_000, seconds: 5, megabytes: 100 },
];

/** How often something stands in a text. */
const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

it('The plot is one SVG that names each contender once, and its axes', () => {
	const svg = plotSizes(points);
	expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
	for (const text of ['Ours', 'Theirs', 'Time', 'Memory growth']) {
		expect(count(svg, new RegExp(`>${text}<`, 'g'))).toBe(1);
	}
	for (const text of ['1,000', '100,000', '100 ms', '10 s', '1 MB', '100 MB']) {
		expect(svg).toContain(`>${text}<`);
	}
});

it('Every point is in both halves, also one without any growth', () => {
	const lines = plotSizes(points).match(/<path d="M[^"]*" fill="none"[^>]*stroke-width="2"/g) ?? [];
	// A line of a single point has no length, so it is only in the legend, as the other is too.
	expect(lines).toHaveLength(4);
	expect(lines.join()).not.toMatch(/NaN|Infinity/);
});
