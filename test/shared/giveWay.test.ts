import { createGiveWay } from '../../nodes/shared/logic/giveWay';

it('Work that goes on and on gives way after each stretch', async () => {
	let now = 1_000;
	let turns = 0;
	const giveWay = createGiveWay(
		20,
		() => now,
		async () => {
			turns++;
			now += 5;
		},
	);
	const workFor = async (ms: number) => {
		now += ms;
		await giveWay();
		return turns;
	};

	expect(await workFor(19)).toBe(0);
	expect(await workFor(1)).toBe(1);
	expect(await workFor(19)).toBe(1);
	expect(await workFor(1)).toBe(2);
	expect(await workFor(500)).toBe(3);
});
