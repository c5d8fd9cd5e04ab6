/**
 * The straight line that lies closest to the samples.
 *
 * @param samples `[[time, value], ...]`
 * @returns the mean value, and by how much the line grows from the first sample to the last
 */
export function trendOf(samples) {
	const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [meanTime, meanValue] = [0, 1].map((part) => mean(samples.map((sample) => sample[part])));
	const covariance = mean(samples.map(([time, value]) => (time - meanTime) * (value - meanValue)));
	const variance = mean(samples.map(([time]) => (time - meanTime) ** 2));
	const lasted = samples[samples.length - 1][0] - samples[0][0];
	return { mean: meanValue, growth: variance === 0 ? 0 : (covariance / variance) * lasted };
}
