import { buildUpsert } from '../../nodes/Vambe/logic/buildUpsert';
import type { UpsertForm } from '../../nodes/Vambe/logic/buildUpsert';
import { identityOf } from '../../nodes/Vambe/logic/identityOf';
import { anUpsertForm, WEBCHAT } from './anUpsertForm';

const identity = (overrides: Partial<UpsertForm>) => {
	const built = buildUpsert(anUpsertForm(overrides));
	return 'contact' in built ? identityOf(built.contact) : undefined;
};

describe('What Vambe finds a contact by', () => {
	test('is a phone number, however it is written', () => {
		expect(identity({ contactPhone: '+56 9 1111-2222' })).toBe(
			identity({ contactPhone: 56911112222 }),
		);
		expect(identity({ contactPhone: '+56911112222' })).not.toBe(
			identity({ contactPhone: '+56911112223' }),
		);
	});

	test('is the same phone on both kinds of WhatsApp, to be on the safe side', () => {
		expect(identity({ channelType: 'web-whatsapp' })).toBe(identity({ channelType: 'whatsapp' }));
	});

	test('is your own ID of the visitor on webchat, letter for letter', () => {
		expect(identity({ ...WEBCHAT, externalUserId: 'a-1' })).not.toBe(
			identity({ ...WEBCHAT, externalUserId: 'a1' }),
		);
		expect(identity({ ...WEBCHAT, externalUserId: '56911112222' })).not.toBe(
			identity({ contactPhone: '56911112222' }),
		);
	});
});
