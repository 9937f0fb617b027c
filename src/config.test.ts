import { describe, expect, it } from 'vitest';
import { smsNumber } from './channel-config.ts';
import { ConfigError, readConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');

describe('settings', () => {
  it('needs nothing for a demonstration', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      demo: true,
      database: { kind: 'embedded' },
    });
    expect(config.publicBaseUrl).toBe('http://127.0.0.1:3000');
  });

  it('is no demonstration with a database of its own, and then wants the keys', () => {
    const given = { DATABASE_URL: 'postgres://app@db/dauys' };
    expect(() => readConfig(given)).toThrow(/^SECRET_KEYS: missing/);
    const config = readConfig({ ...given, SECRET_KEYS: `${key},${key}` });
    expect(config.demo).toBe(false);
    expect(config.secretKeys).toEqual([key, key]);
    expect(config.database).toEqual({
      kind: 'address',
      url: given.DATABASE_URL,
      ownerUrl: given.DATABASE_URL,
    });
  });

  it('honours TEST_NOW in tests alone', () => {
    const TEST_NOW = '2026-12-15T10:00:00+05:00';
    expect(readConfig({ TEST_NOW }).testNow).toBeNull();
    expect(readConfig({ TEST_NOW, NODE_ENV: 'test' }).testNow?.toISOString()).toBe(
      '2026-12-15T05:00:00.000Z',
    );
  });

  it('reads the bucket with its keys, and says nothing of them where the address is wrong', () => {
    expect(readConfig({}).bucket).toBeNull();
    expect(readConfig({ FILES_URL: 'https://AK:s%2F@s3.example.kz/uploads?region=kz-1' }).bucket).toEqual({
      root: 'https://s3.example.kz/uploads',
      accessKeyId: 'AK',
      secretAccessKey: 's/',
      region: 'kz-1',
    });
    expect(() => readConfig({ FILES_URL: 'https://AK:topsecret@s3.example.kz' })).toThrow(/^(?!.*topsecret)/);
  });

  it('takes the provider of SMS that is set up, and needs none', () => {
    const twilio = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+77070000000' };
    expect(readConfig({}).channels).toEqual({
      telegram: null,
      twilio: null,
      kannel: null,
      smsProvider: 'none',
      voiceRussian: 'files',
    });
    expect(readConfig(twilio).channels.smsProvider).toBe('twilio');
    expect(readConfig({ ...twilio, SMS_PROVIDER: 'none' }).channels.smsProvider).toBe('none');
    const number = (env: Readonly<Record<string, string>>) => smsNumber(readConfig(env).channels);
    expect(number(twilio)).toBe('+77070000000');
    expect(number({ ...twilio, SMS_PROVIDER: 'none' })).toBeNull();
    expect(number({ ...twilio, TWILIO_FROM: 'MG0123' })).toBeNull();
    expect(number({})).toBeNull();
    expect(readConfig({ ...twilio, TWILIO_API_BASE_URL: 'http://127.0.0.1:9/' }).channels.twilio).toEqual({
      accountSid: 'AC1',
      authToken: 't',
      from: '+77070000000',
      apiBaseUrl: 'http://127.0.0.1:9',
    });
  });

  it.each([
    [{ PORT: 'abc' }, /^PORT: /],
    [{ PORT: '70000' }, /^PORT: /],
    [{ PUBLIC_BASE_URL: 'dauys.kz' }, /^PUBLIC_BASE_URL: must be an address/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: must be an address/],
    [{ DATABASE_OWNER_URL: 'postgres://o@db/x' }, /^DATABASE_URL: missing/],
    [{ SECRET_KEYS: 'short' }, /^SECRET_KEYS: must be base64 keys/],
    [{ CLAMD_ADDRESS: 'localhost' }, /^CLAMD_ADDRESS: must be host:port/],
    [{ DEMO: 'yes' }, /^DEMO: must be 0 or 1/],
    [{ TEST_NOW: 'yesterday' }, /^TEST_NOW: /],
    [{ FILES_URL: 'bucket' }, /^FILES_URL: must be https:/],
    [{ FILES_URL: 'https://s3.example.kz/uploads' }, /^FILES_URL: must be https:/],
    [{ TELEGRAM_BOT_TOKEN: 'a b' }, /^TELEGRAM_BOT_TOKEN: must be a token/],
    [
      { TELEGRAM_BOT_TOKEN: '1:a', PUBLIC_BASE_URL: 'https://dauys.example' },
      /^TELEGRAM_WEBHOOK_SECRET: missing/,
    ],
    [{ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_FROM: '+1' }, /^TWILIO_AUTH_TOKEN: missing/],
    [{ KANNEL_USERNAME: 'dauys' }, /^KANNEL_SEND_URL: missing/],
    [{ SMS_PROVIDER: 'kannel' }, /^KANNEL_SEND_URL: missing/],
    [{ SMS_PROVIDER: 'pigeon' }, /^SMS_PROVIDER: /],
  ])('names the setting that is wrong: %o', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    expect(() => readConfig(environment)).toThrow(message);
  });
});
