import { ratio, showSpread } from '../../../bench/speed/showSpread';
import { spreadOf } from '../../../bench/speed/spreadOf';

it.each([
	[[7], { median: 7, least: 7, most: 7 }],
	[[10, 9, 2], { median: 9, least: 2, most: 10 }],
	[[10, 2, 4, 100], { median: 7, least: 2, most: 100 }],
])('The runs %j come to %j', (values, spread) => {
	expect(spreadOf(values)).toEqual(spread);
});

it('Of no runs there is no median', () => {
	expect(() => spreadOf([])).toThrow('no median');
});

it('The median is shown with the least and the most', () => {
	expect(showSpread([1_000, 3_000, 2_000])).toBe('2,000 (1,000 to 3,000)');
	expect(showSpread([1.26, 1.24, 1.5], 1)).toBe('1.3 (1.2 to 1.5)');
});

it('One run has nothing to show beside itself', () => {
	expect(showSpread([1_000])).toBe('1,000');
});

it('A ratio is that of the medians', () => {
	expect(ratio([1, 3, 100], [1, 2, 3])).toBe('1.50');
});
