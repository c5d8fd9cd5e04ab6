import type { ItemResult, Json } from '../../nodes/shared/logic/itemResult';
import { createBrake } from '../../nodes/shared/logic/brake';
import type { FailedOutcome, Reply } from '../../nodes/shared/logic/reply';
import { VAMBE } from '../../nodes/Vambe/advice';
import type { AddressedUpsert } from '../../nodes/Vambe/logic/deliverUpserts';
import { deliverUpserts } from '../../nodes/Vambe/logic/deliverUpserts';
import type { ContactUpsert } from '../../nodes/Vambe/schemas/contactUpsert';

/** One item for each of these phones, in order, the name being the item's number. */
const upsertsOf = (...phones: string[]): AddressedUpsert[] =>
	phones.map((phone, itemIndex) => ({
		itemIndex,
		contact: {
			channel: 'whatsapp',
			channel_phone_number: '+56999999999',
			contact_phone_number: phone,
			contact_name: String(itemIndex),
		},
	}));

const done = (contact: ContactUpsert): Reply<Json> => ({
	kind: 'done',
	body: { id: contact.contact_name },
});

const failed = (code: string, outcome: FailedOutcome): Reply<Json> => ({
	kind: outcome === 'unsure' ? 'lost' : 'refused',
	failure: { code, outcome, message: `It is ${code}`, description: 'd' },
});

/** A service that answers only when told to, and what it has been asked, by item. */
function slowService() {
	const open = new Map<string, (reply: Reply<Json>) => void>();
	const asked: string[] = [];
	return {
		asked,
		send: async (contact: ContactUpsert) => {
			const item = String(contact.contact_name);
			asked.push(item);
			return await new Promise<Reply<Json>>((resolve) => open.set(item, resolve));
		},
		/** Answers the item's request, and lets everything happen that this sets off. */
		async answer(item: string, reply: Reply<Json>) {
			open.get(item)?.(reply);
			await new Promise(setImmediate);
		},
	};
}

/** n8n's setting On Error, as far as it matters here. */
const brakeThat = (stopsAtFirst: boolean) => createBrake(VAMBE, stopsAtFirst, () => false);

/** What became of each item, in a word, in input order. */
const fatesOf = (results: ItemResult[]) =>
	[...results]
		.sort((a, b) => a.itemIndex - b.itemIndex)
		.map((result) => (result.ok ? 'accepted' : result.failure.code));

describe('Writing contacts', () => {
	test('gives each item the answer to its own request', async () => {
		const results = await deliverUpserts(
			upsertsOf('+1', '+2', '+1'),
			async (contact) => done(contact),
			brakeThat(true),
		);
		expect(results).toHaveLength(3);
		for (const { itemIndex, ...result } of results) {
			expect(result).toEqual({ ok: true, json: { id: String(itemIndex) } });
		}
	});

	test('writes four side by side, begun in input order', async () => {
		const service = slowService();
		const written = deliverUpserts(
			upsertsOf('+1', '+2', '+3', '+4', '+5'),
			service.send,
			brakeThat(true),
		);
		expect(service.asked).toEqual(['0', '1', '2', '3']);
		await service.answer('2', done(upsertsOf('+1')[0].contact));
		expect(service.asked).toEqual(['0', '1', '2', '3', '4']);
		for (const item of ['0', '1', '3', '4']) {
			await service.answer(item, done(upsertsOf('+1')[0].contact));
		}
		expect(fatesOf(await written)).toEqual(Array(5).fill('accepted'));
	});

	test('writes items of the same contact one after the other, in input order', async () => {
		const service = slowService();
		const [{ contact }] = upsertsOf('+1');
		const written = deliverUpserts(
			upsertsOf('+56 9 1111', '+2', '5691111', '+56-9-1111'),
			service.send,
			brakeThat(true),
		);
		expect(service.asked).toEqual(['0', '1']);
		await service.answer('1', done(contact));
		expect(service.asked).toEqual(['0', '1']);
		await service.answer('0', done(contact));
		expect(service.asked).toEqual(['0', '1', '2']);
		await service.answer('2', done(contact));
		await service.answer('3', done(contact));
		expect(fatesOf(await written)).toEqual(Array(4).fill('accepted'));
	});

	test('writes nothing more of a contact after a request that may still be under way', async () => {
		const asked: string[] = [];
		const results = await deliverUpserts(
			upsertsOf('+1', '+2', '+1', '+1'),
			async (contact) => {
				asked.push(String(contact.contact_name));
				return contact.contact_name === '0' ? failed('UNKNOWN_OUTCOME', 'unsure') : done(contact);
			},
			brakeThat(false),
		);
		expect(asked).toEqual(['0', '1']);
		expect(fatesOf(results)).toEqual(['UNKNOWN_OUTCOME', 'accepted', 'NOT_SENT', 'NOT_SENT']);
	});

	test('goes on with a contact after a refusal, which changed nothing', async () => {
		const results = await deliverUpserts(
			upsertsOf('+1', '+1'),
			async (contact) =>
				contact.contact_name === '0' ? failed('REJECTED', 'rejected') : done(contact),
			brakeThat(false),
		);
		expect(fatesOf(results)).toEqual(['REJECTED', 'accepted']);
	});

	test('begins nothing more after a failure, where that stops the workflow', async () => {
		const asked: string[] = [];
		const results = await deliverUpserts(
			upsertsOf('+1', '+1', '+2', '+3', '+4', '+5', '+6'),
			async (contact) => {
				asked.push(String(contact.contact_name));
				return contact.contact_name === '0' ? failed('REJECTED', 'rejected') : done(contact);
			},
			brakeThat(true),
		);
		expect(asked).toEqual(['0', '2', '3', '4']);
		expect(fatesOf(results)).toEqual([
			'REJECTED',
			'NOT_SENT',
			'accepted',
			'accepted',
			'accepted',
			'NOT_SENT',
			'NOT_SENT',
		]);
	});
});
