import { meanBy, sumBy } from 'lodash';

export type Sample = readonly [time: number, value: number];

export interface Trend {
	mean: number;
	/** By how much the values grow from the first sample to the last, on the line closest to all. */
	growth: number;
}

/** The straight line that lies closest to the samples (least squares). */
export function trendOf(samples: readonly Sample[]): Trend {
	const [meanTime, mean] = [meanBy(samples, '0'), meanBy(samples, '1')];
	const together = sumBy(samples, ([time, value]) => (time - meanTime) * (value - mean));
	const spread = sumBy(samples, ([time]) => (time - meanTime) ** 2);
	if (spread === 0) return { mean, growth: 0 };
	return { mean, growth: (together / spread) * (samples.at(-1)![0] - samples[0][0]) };
}
