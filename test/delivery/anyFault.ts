import fc from 'fast-check';
import type { Fault } from '../../sandbox/faults/fault';
import { some, weighted } from './weighted';

export type WeightedFault = [weight: number, fault: fc.Arbitrary<Fault>];

const commit = some('before', 'never');
const retryAfter = some<string | number | null>(0, 1, 7, '9', 119, 121, 100_000, -1, 'soon', null);
const retryAfterHeader = some('3', '500', 'never', 'Wed, 21 Oct 2015 07:28:00 GMT');

/**
 * Any fault that any service can have, or one of its own.
 *
 * @param stranger where a redirect leads
 */
export const anyFault = (stranger: string, ofItsOwn: WeightedFault[]): fc.Arbitrary<Fault> =>
	weighted<Fault>(
		[3, fc.record({ kind: some('reset'), at: some('request', 'head', 'body'), commit })],
		[1, some({ kind: 'resetUpload' })],
		[1, fc.record({ kind: some('close'), at: some('request', 'head'), commit })],
		[2, fc.record({ kind: some('cut'), framing: some('length', 'chunked', 'untilClose'), commit })],
		[1, fc.record({ kind: some('hang'), at: some('request', 'head', 'body'), commit })],
		[
			1,
			fc.record({ kind: some('drip'), at: some('head', 'body'), msPerByte: some(1, 10), commit }),
		],
		[1, some({ kind: 'slow', msPerByte: 0 })],
		[1, fc.record({ kind: some('noHttp'), commit })],
		[
			3,
			fc.record({
				kind: some('wrongBody'),
				body: some(
					'text',
					'html',
					'empty',
					'null',
					'emptyObject',
					'nulls',
					'otherShape',
					'halfJson',
				),
				status: some(200, 202, 204, undefined),
				commit,
			}),
		],
		[1, fc.record({ kind: some('badGzip'), commit })],
		[1, some({ kind: 'revoke' })],
		[
			1,
			fc.record({
				kind: some('redirect'),
				status: some(301, 302, 307, 308),
				to: some(stranger),
			}),
		],
		// What may be left behind by these, nobody can tell from outside.
		[
			4,
			fc.record({
				kind: some('refuse'),
				status: some(409, 500, 502, 503, 504, 599),
				commit,
				as: some('json', 'html', 'empty'),
			}),
		],
		// By these nothing is: an honest service has said no.
		[
			3,
			fc.record(
				{ kind: some('refuse'), status: some(429), retryAfter, retryAfterHeader },
				{ requiredKeys: ['kind', 'status'] },
			),
		],
		[1, fc.record({ kind: some('refuse'), status: some(401, 403, 404) })],
		...ofItsOwn,
	);
