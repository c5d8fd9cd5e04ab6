import { trendOf } from '../../../tools/soak/trendOf';

it('A flat line does not grow', () => {
	expect(trendOf([0, 1, 2].map((time) => [time, 5]))).toEqual({ mean: 5, growth: 0 });
});

it('The growth is that over the whole time, however often it was looked at', () => {
	expect(trendOf([0, 10, 15, 20].map((time) => [time, 100 + 3 * time])).growth).toBeCloseTo(60);
	expect(trendOf([0, 20].map((time) => [time, 100 + 3 * time])).growth).toBeCloseTo(60);
});

it('What shrinks grows by less than nothing', () => {
	expect(trendOf([0, 1, 2].map((time) => [time, 10 - time])).growth).toBeCloseTo(-2);
});

it('Ups and downs do not hide a slow growth, nor look like one', () => {
	const wave = (time: number) => 40 * Math.sin(time);
	const times = Array.from({ length: 400 }, (_, time) => time);

	expect(trendOf(times.map((time) => [time, 1_000 + time / 4 + wave(time)])).growth).toBeCloseTo(
		100,
		-1,
	);
	expect(trendOf(times.map((time) => [time, 1_000 + wave(time)])).growth).toBeCloseTo(0, -1);
});

it('A single sample tells of no growth', () => {
	expect(trendOf([[7, 5]])).toEqual({ mean: 5, growth: 0 });
});

it('Without samples, nothing is known', () => {
	expect(trendOf([]).mean).toBeNaN();
});
