import { compareWithLedger } from '../../../tools/soak/compareWithLedger';
import type { Found } from '../../../tools/soak/Found';
import { writeReport } from '../../../tools/soak/writeReport';

const items = compareWithLedger([{ id: 'a', outcome: 'accepted' }], ['a', 'b']);
const FOUND: Found = {
	runs: 1_200,
	due: 1_200,
	services: [
		{ node: 'Vambe Event', requests: 24_300, disturbed: 6_012, items },
		{ node: 'Evermuse Ingest', requests: 6_100, disturbed: 1_500, items },
	],
	memory: {
		held: { mean: 236_600_000, growth: 1_180_000 },
		resident: { mean: 738_000_000, growth: -57_300_000 },
	},
	sockets: 2,
};
const report = writeReport(FOUND, { minutes: 60, everySeconds: 3, seed: '7' });

it('The report says how long it took and how to have the same faults again', () => {
	expect(report).toContain('1,200 runs in 60 minutes, seed 7\n');
});

it('Beside each other stands what was found of both services', () => {
	expect(report).toContain('| | Vambe Event | Evermuse Ingest |\n| --- | ---: | ---: |\n');
	expect(report).toContain('| of these disturbed | 6,012 | 1,500 |\n');
	expect(report).toContain('| stored, not told of | 1 | 1 |\n');
});

it('Memory is shown with its growth in all, and as a share', () => {
	expect(report).toContain('| held after garbage collection | 236.6 MB | 1.2 MB | 0.5 % |\n');
	expect(report).toContain('| resident | 738.0 MB | -57.3 MB | -7.8 % |\n');
});

it('Connections are shown as they are', () => {
	expect(report).toContain('Ends of connections left open: 2');
});
