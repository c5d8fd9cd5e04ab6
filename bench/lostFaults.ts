import fc from 'fast-check';
import type { Fault } from '../sandbox/faults/fault';

const commit = fc.constantFrom('before' as const, 'never' as const);

/** After these the answer does not tell whether the service kept what was sent. */
export const lostFaults: Array<fc.Arbitrary<Fault>> = [
	fc
		.record({ status: fc.constantFrom(500, 503), commit })
		.map((drawn): Fault => ({ kind: 'refuse', ...drawn })),
	fc
		.record({ at: fc.constantFrom('request' as const, 'body' as const), commit })
		.map((drawn): Fault => ({ kind: 'reset', ...drawn })),
	commit.map((drawn): Fault => ({ kind: 'cut', framing: 'length', commit: drawn })),
	fc
		.record({
			body: fc.constantFrom(
				'html' as const,
				'empty' as const,
				'otherShape' as const,
				'halfJson' as const,
			),
			commit,
		})
		.map((drawn): Fault => ({ kind: 'wrongBody', ...drawn })),
];
