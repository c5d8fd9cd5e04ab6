import { countOpen } from '../../../tools/soak/openSockets';

/** As Linux writes it: the port 5801 is 16A9, and 5802 is 16AA. */
const table = (...lines: string[]) => `  sl  local_address rem_address   st tx_queue rx_queue
${lines.map((line, nth) => `   ${nth}: ${line} 00000000:00000000 00:00000000 00000000`).join('\n')}
`;
const HERE = '0100007F';

it.each([
	['established', '01', 1],
	['closed by the other side, and kept', '08', 1],
	['waiting for the other side to close', '05', 1],
	['waiting for time to pass', '06', 0],
	['closed', '07', 0],
	['listening', '0A', 0],
])('An end that is %s (%s) counts as open %i times', (_state, state, count) => {
	expect(countOpen(table(`${HERE}:16A9 ${HERE}:C001 ${state}`), [5801])).toBe(count);
});

it('Both ends of a connection count, and those of other ports do not', () => {
	const lines = table(
		`${HERE}:16A9 ${HERE}:C001 01`,
		`${HERE}:C001 ${HERE}:16A9 01`,
		`${HERE}:C002 ${HERE}:16AA 01`,
		`${HERE}:C003 ${HERE}:1700 01`,
	);
	expect(countOpen(lines, [5801])).toBe(2);
	expect(countOpen(lines, [5801, 5802])).toBe(3);
});

it('Where nothing is connected, nothing is open', () => {
	expect(countOpen(table(), [5801])).toBe(0);
});
