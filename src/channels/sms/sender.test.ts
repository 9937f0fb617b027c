import { describe, expect, it } from 'vitest';
import { senderOf } from './sender.ts';

describe('the sender of an SMS', () => {
  it.each([
    '+77011234567',
    '%2B77011234567',
    '%2b77011234567',
    ' 77011234567',
    '77011234567',
    '87011234567',
    '+7 701 123-45-67',
    '7011234567',
  ])('%j is a telephone', (raw) => {
    expect(senderOf(raw)).toEqual({ thread: '+77011234567', address: '+77011234567' });
  });

  it.each(['1414', '+1414', '7777', '105', '443322', 'KASPI', 'Beeline KZ', 'eGov', 'Банк', '+0', '1'])(
    '%j is stored and not answered',
    (raw) => {
      expect(senderOf(raw)?.address).toBeNull();
    },
  );

  it('may be abroad', () => {
    expect(senderOf('+996555123456')?.address).toBe('+996555123456');
    expect(senderOf('996555123456')?.address).toBe('+996555123456');
    expect(senderOf('+15005550006')?.address).toBe('+15005550006');
  });

  it('is nobody where nothing was said', () => {
    expect(senderOf('  ')).toBeNull();
  });
});
