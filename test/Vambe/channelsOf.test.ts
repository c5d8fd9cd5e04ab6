import { channelsOf } from '../../nodes/Vambe/logic/channelsOf';

const SALES = { id: 1951, name: 'Sales', phone_number: '+56999999999', client_id: 'c' };
const SALES_READ = { id: 1951, name: 'Sales', phone_number: '+56999999999' };
const QR = { id: 'qr-bodega', name: null };

describe('The channels of one kind', () => {
	test.each([
		['one channel', SALES, [SALES_READ]],
		['a list', [SALES, QR], [SALES_READ, QR]],
		['an empty list', [], []],
		['one under "channel"', { channel: SALES }, [SALES_READ]],
		['a list under "channel"', { channel: [SALES, QR] }, [SALES_READ, QR]],
		['one under "data"', { data: SALES }, [SALES_READ]],
		['a list under "data"', { data: [SALES] }, [SALES_READ]],
		['an empty object', {}, []],
		['an empty "channel"', { channel: {} }, []],
		['"data" that is null', { data: null }, []],
		['one channel with data of its own', { ...SALES, data: { token: 'x' } }, [SALES_READ]],
	])('are read from %s', (_what, body, channels) => {
		expect(channelsOf(body)).toEqual(channels);
	});

	test.each([
		['a web page', '<html></html>'],
		['nothing', null],
		['an object that is no channel', { statusCode: 200 }],
		['a list of texts', ['Sales']],
		['a channel without ID', [{ name: 'Sales' }]],
	])('are not guessed from %s', (_what, body) => {
		expect(channelsOf(body)).toBeUndefined();
	});
});
