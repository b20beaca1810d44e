import { waitText } from './index';

describe('the words of a wait', () => {
  it.each([
    [1, '1 detik', '1 second'],
    [59, '59 detik', '59 seconds'],
    [120, '120 detik', '120 seconds'],
    [121, '3 menit', '3 minutes'],
    [7_201, '3 jam', '3 hours'],
    [86_400, '24 jam', '24 hours'],
  ])('of %d seconds are %s', (seconds, id, en) => {
    expect(waitText(seconds)).toEqual({ id, en });
  });
});
