import { describe, expect, it } from 'vitest';
import { leadElsewhere } from './public-only.ts';

const led = (path: string, method = 'GET') =>
  leadElsewhere(new Request(`https://www.example.kz${path}`, { method }), 'https://dauys.example.kz');

describe('a worker for public pages alone', () => {
  it.each([
    '/',
    '/kk',
    '/ru/',
    '/kk/help',
    '/ru/accessibility',
    '/ru/display?saved=1',
    '/kk/institutions?region=KZ-75',
    '/kk/institutions/0a000000-0000-4000-8000-000000000003',
    '/ru/institutions.csv',
    '/api/v1/institutions?period=2026',
    '/healthz',
  ])('answers %s itself', (path) => {
    expect(led(path)).toBeNull();
  });

  it.each([
    '/kk/appeal',
    '/ru/appeal/statement?return=check',
    '/ru/rate',
    '/r/abc',
    '/kk/status',
    '/kk/status/appeal/files/x',
    '/staff/',
    '/lab',
    '/kk/institutions/x/y',
    '/kk/helpless',
    '/channels/telegram',
  ])('leads %s to the Node side', (path) => {
    const answer = led(path);
    expect(answer?.status).toBe(302);
    expect(answer?.headers.get('location')).toBe(`https://dauys.example.kz${path}`);
  });

  it('takes no form but that of the display, and hands none on', () => {
    expect(led('/kk/display', 'POST')).toBeNull();
    for (const path of ['/kk/appeal/statement', '/kk/status', '/channels/telegram']) {
      const answer = led(path, 'POST');
      expect(answer?.status).toBe(404);
      expect(answer?.headers.get('location')).toBeNull();
    }
  });
});
