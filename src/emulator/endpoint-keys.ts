/** The encrypted protocol between Meta and Kapso's address (section 16.2): RSA-OAEP around AES-128-GCM. */
import { isObject, type JsonObject } from "../json/object.js";

/** What was decrypted, and how its answer has to be encrypted. */
export interface Envelope {
  readonly payload: JsonObject;
  /** The answer as Base64. */
  seal(answer: JsonObject): Promise<string>;
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface KeyPair {
  readonly publicKey: Key;
  readonly privateKey: Key;
}

const RSA = { name: "RSA-OAEP", hash: "SHA-256" } as const;

/** A key pair for each phone number, made when the first exchange needs it; it lives as long as the emulator. */
export class EndpointKeys {
  private readonly pairs = new Map<string, Promise<KeyPair>>();

  /** The public key as Meta would hand it to phones, in PEM. */
  async publicKey(phoneNumberId: string): Promise<string> {
    const { publicKey } = await this.pairOf(phoneNumberId);
    const lines = base64(await crypto.subtle.exportKey("spki", publicKey)).match(/.{1,64}/g) ?? [];
    return ["-----BEGIN PUBLIC KEY-----", ...lines, "-----END PUBLIC KEY-----", ""].join("\n");
  }

  /** What the body of a request holds; undefined when this key does not open it. */
  async open(phoneNumberId: string, body: unknown): Promise<Envelope | undefined> {
    if (!isObject(body)) return undefined;
    const { privateKey } = await this.pairOf(phoneNumberId);
    try {
      const wrapped = await crypto.subtle.decrypt(RSA, privateKey, bytes(body.encrypted_aes_key));
      const iv = bytes(body.initial_vector);
      const key = await crypto.subtle.importKey("raw", wrapped, "AES-GCM", false, ["encrypt", "decrypt"]);
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes(body.encrypted_flow_data));
      const payload: unknown = JSON.parse(new TextDecoder().decode(clear));
      if (wrapped.byteLength !== 16 || !isObject(payload)) return undefined;
      return { payload, seal: (answer) => seal(key, iv, answer) };
    } catch {
      return undefined; // Another key, a broken text, or no Base64: all the same to whoever sent it.
    }
  }

  /** Forgets the keys; the next exchange makes others. */
  reset(): void {
    this.pairs.clear();
  }

  private pairOf(phoneNumberId: string): Promise<KeyPair> {
    const known = this.pairs.get(phoneNumberId);
    if (known !== undefined) return known;
    const shape = { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const made = crypto.subtle.generateKey(shape, false, ["encrypt", "decrypt"]);
    this.pairs.set(phoneNumberId, made);
    return made;
  }
}

/** The same key, and the initial vector with every bit inverted. */
async function seal(key: Key, iv: Uint8Array<ArrayBuffer>, answer: JsonObject): Promise<string> {
  const clear = new TextEncoder().encode(JSON.stringify(answer));
  const inverted = iv.map((byte) => ~byte);
  return base64(await crypto.subtle.encrypt({ name: "AES-GCM", iv: inverted }, key, clear));
}

/** Whether the header `X-Hub-Signature-256` signs this body. */
export async function isSignedBy(appSecret: string, body: string, header: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const hmac = { name: "HMAC", hash: "SHA-256" } as const;
  const key = await crypto.subtle.importKey("raw", encoder.encode(appSecret), hmac, false, ["verify"]);
  const hex = /^sha256=([0-9a-f]{64})$/.exec(header)?.[1] ?? "";
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify("HMAC", key, signature, encoder.encode(body));
}

function bytes(text: unknown): Uint8Array<ArrayBuffer> {
  if (typeof text !== "string") throw new TypeError("No Base64 text");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function base64(buffer: ArrayBuffer): string {
  let binary = "";
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
