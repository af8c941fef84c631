/**
 * A made-up ONVIF camera on 127.0.0.1: it answers WS-Discovery probes over UDP and the few questions one asks for its streams.
 * Written from the ONVIF Core and Media specifications.
 */
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type OnvifCamera = {
  /** Of its device service. */
  address: string;
  port: number;
  /** Actions asked, in their order. */
  asked: string[];
  stop(): Promise<void>;
};
export type OnvifBehaviour = {
  user?: string;
  password?: string;
  streamUrl?: (token: string) => string;
  /** Instead of what it should answer. */
  answer?: 'silence' | 'noXml' | 'otherXml' | 'endless' | 'slowParser';
  probe?: 'broken' | 'silence';
};

const group = '239.255.255.250';

export async function startOnvifCamera(behaviour: OnvifBehaviour = {}): Promise<OnvifCamera> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const action =
        /<(\w+) xmlns="http:\/\/www\.onvif\.org/.exec(body.slice(body.indexOf('Body')))?.[1] ?? '';
      asked.push(action);
      response.on('error', () => undefined);
      if (behaviour.answer) return misbehave(behaviour.answer, response);
      const free = action === 'GetSystemDateAndTime';
      if (!free && !signedIn(body, behaviour)) return response.writeHead(400).end(envelope(notAuthorized));
      const { port } = server.address() as AddressInfo;
      response.writeHead(200, { 'content-type': 'application/soap+xml' });
      response.end(envelope(answers(action, body, port, behaviour)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/onvif/device_service`;
  const udp = createSocket({ type: 'udp4', reuseAddr: true });
  udp.on('message', (probe, from) => {
    const answer =
      behaviour.probe === 'broken' ? '<Envelope><Body>' : probeMatch(probe.toString(), address, port);
    if (behaviour.probe !== 'silence') udp.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => udp.bind(3702, resolve));
  udp.addMembership(group, '127.0.0.1');
  return {
    address,
    port,
    asked,
    async stop() {
      udp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function misbehave(how: NonNullable<OnvifBehaviour['answer']>, response: ServerResponse): void {
  switch (how) {
    case 'silence':
      return;
    case 'noXml':
      return void response.end('<html><body>It works!');
    case 'otherXml':
      return void response.end(envelope('<Surprise/>'));
    case 'slowParser':
      return void response.end(`<Envelope ${'xmlns'.repeat(150_000)}`);
    case 'endless': {
      const chunk = Buffer.alloc(65_536, 32);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      return more();
    }
    default:
      how satisfies never;
  }
}

/** WS-Security UsernameToken: Base64(SHA1(nonce + created + password)). */
function signedIn(body: string, { user = '', password = '' }: OnvifBehaviour): boolean {
  if (user === '') return true;
  const part = (name: string) => new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`).exec(body)?.[1] ?? '';
  const digest = createHash('sha1')
    .update(Buffer.concat([Buffer.from(part('Nonce'), 'base64'), Buffer.from(part('Created') + password)]))
    .digest('base64');
  return part('Username') === user && part('Password') === digest;
}

const notAuthorized =
  '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code>' +
  '<s:Reason><s:Text xml:lang="en">Sender not Authorized</s:Text></s:Reason></s:Fault>';

function answers(action: string, body: string, port: number, { streamUrl }: OnvifBehaviour): string {
  const now = new Date();
  switch (action) {
    case 'GetSystemDateAndTime':
      return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>
        <tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time>
        <tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date>
        </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
    case 'GetServices':
      return `<tds:GetServicesResponse>${['device', 'media']
        .map(
          (name) =>
            `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/${name}/wsdl</tds:Namespace><tds:XAddr>http://127.0.0.1:${port}/onvif/${name}_service</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>5</tt:Minor></tds:Version></tds:Service>`,
        )
        .join('')}</tds:GetServicesResponse>`;
    case 'GetDeviceInformation':
      return '<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer><tds:Model>Eye 4</tds:Model><tds:FirmwareVersion>1</tds:FirmwareVersion><tds:SerialNumber>7</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse>';
    case 'GetProfiles':
      return `<trt:GetProfilesResponse>${profile('sub', 'H264', 640, 360)}${profile('main', 'H264', 1920, 1080)}</trt:GetProfilesResponse>`;
    case 'GetStreamUri': {
      const token = /<ProfileToken>(\w+)</.exec(body)?.[1] ?? '';
      const url = streamUrl?.(token) ?? `rtsp://left:over@127.0.0.1:554/${token}`;
      return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${url}</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`;
    }
    default:
      return '<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">Optional Action Not Implemented</s:Text></s:Reason></s:Fault>';
  }
}

const profile = (token: string, encoding: string, width: number, height: number): string =>
  `<trt:Profiles token="${token}" fixed="true"><tt:Name>${token} stream</tt:Name><tt:VideoEncoderConfiguration token="v${token}"><tt:Name>v</tt:Name><tt:Encoding>${encoding}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit></tt:RateControl></tt:VideoEncoderConfiguration></trt:Profiles>`;

const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>${body}</s:Body></s:Envelope>`;

function probeMatch(probe: string, address: string, port: number): string {
  const messageId = /MessageID[^>]*>([^<]+)</.exec(probe)?.[1] ?? '';
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header><wsa:RelatesTo>${messageId}</wsa:RelatesTo><wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:${port}</wsa:Address></wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/Eye_4 onvif://www.onvif.org/name/Acme%20Eye</d:Scopes><d:XAddrs>${address}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`;
}
