import { whyNotFetched } from './imageSources';

describe('whyNotFetched', () => {
  it.each([
    'https://images.naru.example/rocky-9.qcow2',
    'https://files.team1.internal/disk.img',
    'http://10.20.0.5/disk.img',
    'http://fileserver/disk.img',
    'docker://harbor.naru.example/vm-images/ubuntu:22.04',
    'not a url',
  ])('lets %s be fetched', address => {
    expect(whyNotFetched(address)).toBeUndefined();
  });

  it('has no way to the Internet', () => {
    expect(whyNotFetched('https://dl.rockylinux.org/rocky-9.qcow2')).toBe(
      'Unable to connect to http data source: HTTP request errored: Head "https://dl.rockylinux.org/rocky-9.qcow2": dial tcp: lookup dl.rockylinux.org on 10.96.0.10:53: no such host',
    );
    expect(whyNotFetched('docker://quay.io/containerdisks/fedora:40')).toMatch(
      /pinging container registry quay.io: .* no such host$/,
    );
  });

  it.each([
    'https://images.naru.example/rocky-8.qcow2',
    'https://missing.example/x.img',
  ])('does not find %s', address => {
    expect(whyNotFetched(address)).toMatch(/got 404\. Status: 404 Not Found$/);
  });
});
