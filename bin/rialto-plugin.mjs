#!/usr/bin/env node
/**
 * The command line of Rialto's plugin registry: one file, nothing beside it, Node 20 or newer. See docs/plugins/client.md.
 * Made from client/ by scripts/build_client.mjs: change it there.
 */
import http from "node:http";
import https from "node:https";
import { setTimeout } from "node:timers/promises";
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { chmod, link, mkdir, open, readFile, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { homedir } from "node:os";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
// client/core/command.ts
/** Understood by every command. */
var COMMON = {
	registry: {
		value: "URL",
		about: "The registry; RIALTO_REGISTRY or the one of the last login where it is left out"
	},
	json: { about: "Print the result, or the error, as JSON" },
	help: { about: "Show what a command takes" }
};
// client/core/failure.ts
/** What a script can tell apart. */
var EXIT = {
	failed: 1,
	usage: 2,
	untrusted: 3,
	unreachable: 4
};
/** Something the person at the terminal is told in a line; nothing of it is a stack trace. */
var Failure = class extends Error {
	code;
	exitCode;
	details;
	constructor(code, message, exitCode = EXIT.failed, details = []) {
		super(message);
		this.code = code;
		this.exitCode = exitCode;
		this.details = details;
	}
};
var wrongUsage = (message) => new Failure("USAGE", message, EXIT.usage);
/** Bytes, a signature or the log are not what they have to be. */
var untrusted = (message) => new Failure("NOT_TRUSTED", message, EXIT.untrusted);
// client/core/arguments.ts
/** Finds the command that the words begin with: the longest name wins. */
function findCommand(commands, argv) {
	const words = argv.filter((word, at) => !word.startsWith("-") && !takesNext(argv[at - 1]));
	return commands.filter(({ name }) => name === words.slice(0, name.split(" ").length).join(" ")).sort((a, b) => b.name.length - a.name.length)[0];
}
/** Options that every command knows may stand before its name. */
var takesNext = (word = "") => Object.entries(COMMON).some(([name, { value }]) => value !== void 0 && word === `--${name}`);
/** Reads options anywhere between the words; `--` ends them. */
function readArguments(command, argv) {
	const known = {
		...COMMON,
		...command.options
	};
	const given = /* @__PURE__ */ new Map();
	const words = [];
	for (let at = 0; at < argv.length; at++) {
		const word = argv[at];
		if (word === "--") {
			words.push(...argv.slice(at + 1));
			break;
		}
		if (!word.startsWith("--")) words.push(word);
		else at += readOption(known, given, {
			word,
			next: argv[at + 1]
		});
	}
	words.splice(0, command.name.split(" ").length);
	if (!given.has("help")) refuseCount(command, words);
	return {
		words,
		option: (name) => given.get(name)?.at(-1),
		list: (name) => given.get(name) ?? [],
		isSet: (name) => given.has(name)
	};
}
/** How many further words belong to it. */
function readOption(known, given, { word, next }) {
	const [name = "", inline] = splitOnce(word.slice(2));
	const option = Object.hasOwn(known, name) ? known[name] : void 0;
	if (!option) throw wrongUsage(`There is no option --${name}`);
	if (given.has(name) && !option.isList) throw wrongUsage(`--${name} is given twice`);
	if (!option.value) {
		if (inline !== void 0) throw wrongUsage(`--${name} takes no value`);
		given.set(name, []);
		return 0;
	}
	const value = inline ?? next;
	if (value === void 0) throw wrongUsage(`--${name} needs ${option.value}`);
	given.set(name, [...given.get(name) ?? [], value]);
	return inline === void 0 ? 1 : 0;
}
function splitOnce(text) {
	const at = text.indexOf("=");
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
function refuseCount({ name, words: usage, least, most }, words) {
	if (words.length < least) throw wrongUsage(`${name} needs ${usage}`);
	if (words.length > most) throw wrongUsage(`${name} does not understand "${words[most]}"`);
}
// client/core/http.ts
var IDLE_MS = 3e4;
var WHOLE_MS = 3e5;
var TRIES$1 = 5;
var LONGEST_WAIT_S = 60;
var MOST_REDIRECTS = 3;
var MOST_BYTES = 16777216;
/** Agents of our own: what the environment says of proxies is not asked. */
var AGENTS = {
	"http:": new http.Agent({ keepAlive: true }),
	"https:": new https.Agent({ keepAlive: true })
};
function closeConnections() {
	for (const agent of Object.values(AGENTS)) agent.destroy();
}
/** Encrypted, or this very machine. */
function assertSafe(url) {
	const isLoopback = url.hostname === "localhost" || url.hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
	if (url.protocol === "https:" || url.protocol === "http:" && isLoopback) return url;
	throw untrusted(`${url.origin} is not asked: only https:// is, and http:// on this machine`);
}
/**
* Asks, and asks again when the registry is busy (429, 503: nothing was done) or, for a question without effect, when the
* connection broke. Redirects of questions are followed; the token stays with the registry.
*/
async function send(ask) {
	for (let attempt = 1;; attempt++) {
		const answer = await followed(ask).catch((error) => {
			if (error instanceof Failure) throw error;
			if (attempt < TRIES$1 && (ask.method ?? "GET") === "GET") return null;
			throw new Failure("UNREACHABLE", `${ask.url.origin} does not answer: ${reasonOf(error)}`, EXIT.unreachable);
		});
		if (answer && ![429, 503].includes(answer.status)) return answer;
		if (answer && attempt === TRIES$1) return answer;
		await setTimeout(secondsUntil(answer, attempt) * 1e3);
	}
}
async function followed(ask, redirects = 0) {
	const answer = await once(ask);
	const { location } = answer.headers;
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(answer.status) || !location || (ask.method ?? "GET") !== "GET") return answer;
	if (redirects === MOST_REDIRECTS) throw new Failure("REDIRECTED", `${ask.url.origin} redirects without an end`);
	const url = new URL(location, answer.url);
	return followed({
		...ask,
		url,
		token: url.origin === ask.url.origin ? ask.token : void 0
	}, redirects + 1);
}
/** As the registry says, or twice as long each time. */
function secondsUntil(answer, attempt) {
	const said = answer?.headers["retry-after"];
	if (!said) return Math.min(2 ** (attempt - 2), LONGEST_WAIT_S);
	const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1e3;
	if (seconds > LONGEST_WAIT_S) throw new Failure("RATE_LIMITED", `The registry asks to come again in ${Math.ceil(seconds)} seconds`);
	return Number.isFinite(seconds) ? Math.max(0, seconds) : 1;
}
function once(ask) {
	const { url, method = "GET", most = MOST_BYTES } = ask;
	assertSafe(url);
	const body = ask.json === void 0 ? ask.bytes : Buffer.from(JSON.stringify(ask.json));
	const client = url.protocol === "https:" ? https : http;
	return new Promise((resolve, reject) => {
		const request = client.request(url, {
			method,
			agent: AGENTS[url.protocol],
			headers: headersOf(ask, body),
			timeout: IDLE_MS,
			signal: AbortSignal.timeout(WHOLE_MS)
		}, (response) => {
			collect(response, most).then((bytes) => resolve({
				status: response.statusCode ?? 0,
				headers: response.headers,
				bytes,
				url
			}), reject);
		});
		request.on("timeout", () => request.destroy(/* @__PURE__ */ new Error(`no byte for ${IDLE_MS / 1e3} seconds`)));
		request.on("error", reject);
		request.end(body);
	});
}
var headersOf = ({ token, json, bytes, headers }, body) => ({
	"accept": "application/json",
	"user-agent": "rialto-plugin/1",
	...token ? { authorization: `Bearer ${token}` } : {},
	...json === void 0 ? {} : { "content-type": "application/json" },
	...bytes ? { "content-type": "application/octet-stream" } : {},
	...body ? { "content-length": String(body.length) } : {},
	...headers
});
async function collect(response, most) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (size > most) {
			response.destroy();
			throw untrusted(`The registry sends more than ${most} bytes`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
function reasonOf(error) {
	if (!(error instanceof Error)) return String(error);
	const { code = "", message } = error;
	if (/EPROTO|SSL|TLS/.test(code)) return `no encrypted connection comes about (${code}); is it https:// there?`;
	return message || code;
}
// app/registry/dependencies/lockfile/lockfile.ts
/** The hash of a lockfile's content: its JSON with sorted keys and without blanks, `integrity` left out. */
function integrityOf(lockfile) {
	const { integrity: _, ...content } = lockfile;
	return `sha256-${createHash("sha256").update(JSON.stringify(sortKeys(content))).digest("hex")}`;
}
function sortKeys(value) {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (!value || typeof value !== "object") return value;
	const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
	return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]));
}
// app/runtime/gate/artifact_format.ts
var WASM_MAGIC = [
	0,
	97,
	115,
	109
];
var formatOf = (bytes) => WASM_MAGIC.every((byte, i) => bytes[i] === byte) ? "wasm" : "script";
/** How files of a format are named and served. */
var FORMATS = {
	wasm: {
		extension: "wasm",
		mediaType: "application/wasm"
	},
	script: {
		extension: "js",
		mediaType: "text/javascript"
	}
};
// app/registry/names/plugin_name.ts
/** The key two names share when they differ by case or kind of separator only. */
var canonicalName = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");
// client/core/names.ts
var NAME$1 = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i;
var VERSION$1 = /^\d{1,15}\.\d{1,15}\.\d{1,15}(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i;
var LONGEST$1 = 64;
/** A name and a version become folders: whatever a registry says, they stay names. */
function assertPlain({ name, version }) {
	if (!isName(name)) throw untrusted(`"${name.slice(0, LONGEST$1)}" is not the name of a plugin`);
	if (!isVersion(version)) throw untrusted(`"${version.slice(0, LONGEST$1)}" is not a version of ${name}`);
}
var isName = (name) => name.length <= LONGEST$1 && NAME$1.test(name);
var isVersion = (version) => version.length <= LONGEST$1 && VERSION$1.test(version);
/** `name`, `name@^1.2`. */
function readWanted(word) {
	const at = word.indexOf("@");
	const name = at < 0 ? word : word.slice(0, at);
	if (!isName(name)) throw wrongUsage(`"${name}" is not the name of a plugin`);
	return {
		name: canonicalName(name),
		range: at < 0 ? "*" : word.slice(at + 1) || "*"
	};
}
/** `name@1.2.0`, both. */
function readRelease(word) {
	const { name, range: version } = readWanted(word);
	if (!isVersion(version)) throw wrongUsage(`Name the version: ${name}@1.2.0`);
	return {
		name,
		version
	};
}
// client/core/files.ts
/** The whole file or the old one, whatever happens in between; on the disk before it has its name. */
async function writeWhole(path, contents, mode = 420) {
	await mkdir(dirname(path), {
		recursive: true,
		mode: mode === 384 ? 448 : 493
	});
	const draft = `${path}.${randomBytes(6).toString("hex")}.part`;
	try {
		const file = await open(draft, "wx", mode);
		try {
			await file.writeFile(contents);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}
var writeJson = (path, value, mode) => writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode);
/** Null where there is no such file. */
async function readIfThere(path) {
	try {
		return await readFile(path);
	} catch (error) {
		if (error.code === "ENOENT") return null;
		throw error;
	}
}
// client/core/folder.ts
var LOCK = "rialto-lock.json";
var PREVIOUS = "rialto-lock.previous.json";
var SOURCE = "rialto-registry.json";
var SIGNATURES = "signatures.json";
var ENDINGS = Object.values(FORMATS).map(({ extension }) => extension);
var MOST_PLUGINS = 500;
var sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
/** Plugins on this machine: `<name>/<version>/plugin.wasm` and who signed it, as the lockfile beside them says. */
var Folder = class {
	path;
	constructor(path) {
		this.path = path;
	}
	readLock = () => this.#read(LOCK);
	readPrevious = () => this.#read(PREVIOUS);
	async needLock() {
		const lock = await this.readLock();
		if (!lock) throw new Failure("NO_LOCKFILE", `There is no ${LOCK} in ${this.path}: install something first`);
		return lock;
	}
	/** The old lockfile is kept, so that one step back is possible. */
	async writeLock(lock) {
		const before = await this.readLock();
		if (before && before.integrity !== lock.integrity) await writeJson(join(this.path, PREVIOUS), before);
		await writeJson(join(this.path, LOCK), lock);
	}
	/** Where it was filled from. */
	async source() {
		const text = await readIfThere(join(this.path, SOURCE));
		const registry = text && parse$1(text, SOURCE).registry;
		return typeof registry === "string" ? registry : void 0;
	}
	async remember(registry) {
		if (await this.source() !== registry) await writeJson(join(this.path, SOURCE), { registry });
	}
	/** The bytes of a locked plugin, whatever they are; null where it is not there. */
	async readModule(plugin) {
		for (const ending of ENDINGS) {
			const bytes = await readIfThere(join(this.#home(plugin), `plugin.${ending}`));
			if (bytes) return bytes;
		}
		return null;
	}
	async readSignatures(plugin) {
		const text = await readIfThere(join(this.#home(plugin), SIGNATURES));
		return text && parse$1(text, SIGNATURES);
	}
	/** The signatures come last: a module without them is one whose coming was cut short. */
	async keep(plugin, bytes, signatures) {
		await writeWhole(join(this.#home(plugin), `plugin.${FORMATS[formatOf(bytes)].extension}`), bytes);
		await writeJson(join(this.#home(plugin), SIGNATURES), signatures);
	}
	/** Removes versions that neither lockfile names. */
	async clean() {
		const locks = [await this.readLock(), await this.readPrevious()];
		const known = new Set(locks.flatMap((lock) => lock?.plugins.map(({ name, version }) => join(name, version)) ?? []));
		for (const { name } of (await readdir(this.path, { withFileTypes: true })).filter((entry) => entry.isDirectory())) for (const version of await readdir(join(this.path, name))) if (await readIfThere(join(this.path, name, version, SIGNATURES)).catch(() => null) && !known.has(join(name, version))) await rm(join(this.path, name, version), { recursive: true });
	}
	#home({ name, version }) {
		assertPlain({
			name,
			version
		});
		return join(this.path, name, version);
	}
	async #read(file) {
		const text = await readIfThere(join(this.path, file));
		return text && assertLock(parse$1(text, file));
	}
};
/** A lockfile as it was written; throws where it was edited or is none. */
function assertLock(lock) {
	if (!(lock?.lockfile_version === 1 && Array.isArray(lock.plugins) && lock.plugins.length <= MOST_PLUGINS && typeof lock.requires === "object")) throw new Failure("INVALID_LOCKFILE", "This is not a lockfile of version 1");
	if (integrityOf(lock) !== lock.integrity) throw untrusted("The lockfile was changed after it was written");
	for (const { name, version, digest } of lock.plugins) {
		assertPlain({
			name,
			version
		});
		if (!/^[0-9a-f]{64}$/.test(digest)) throw untrusted(`${name} ${version} is locked without a digest`);
	}
	return lock;
}
function parse$1(text, file) {
	try {
		return JSON.parse(text.toString("utf8"));
	} catch {
		throw untrusted(`${file} is not JSON`);
	}
}
// client/core/registry.ts
/** The API of one registry. */
var Registry = class {
	origin;
	token;
	renew;
	constructor(origin, token, renew) {
		this.origin = origin;
		this.token = token;
		this.renew = renew;
	}
	search = (question) => this.json("plugins/search", {
		method: "POST",
		json: question
	});
	plugin = (name) => this.json(`plugins/${path(name)}`);
	signatures = (name, version) => this.json(`plugins/${path(name)}/versions/${path(version)}/signatures`);
	keys = () => this.json("registry/keys");
	async resolve(question) {
		const resolved = await this.json("resolve", {
			method: "POST",
			json: question
		});
		assertLock(resolved.lockfile);
		return resolved;
	}
	async download(name, version, purpose) {
		const headers = {
			accept: "*/*",
			...purpose ? { "x-rialto-purpose": purpose } : {}
		};
		const { bytes } = await this.ask(`plugins/${path(name)}/versions/${path(version)}/download`, { headers });
		return bytes;
	}
	/** The answer's JSON; a refusal is thrown in its own words. */
	async json(where, request = {}) {
		const { bytes, status } = await this.ask(where, request);
		if (status === 204) return {};
		try {
			return JSON.parse(bytes.toString("utf8"));
		} catch {
			throw untrusted(`${this.origin} answered ${where} with something else than JSON`);
		}
	}
	async ask(where, { isPrivate = false, ...request }) {
		if (isPrivate && !this.token) throw wrongUsage(`Sign in first: rialto-plugin login --registry ${this.origin}, or RIALTO_TOKEN`);
		const url = URL.canParse(where) ? new URL(where) : new URL(`/api/v1/${where}`, this.origin);
		const isOurs = isPrivate && url.origin === this.origin;
		let answer = await send({
			...request,
			url,
			token: isOurs ? this.token : void 0
		});
		if (answer.status === 401 && isOurs) {
			this.token = await this.renew?.();
			if (this.token) answer = await send({
				...request,
				url,
				token: this.token
			});
		}
		if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
		return answer;
	}
};
var path = (part) => encodeURIComponent(part);
function refusalOf({ status, bytes, url }) {
	const problem = readProblem(bytes);
	return new Failure(problem.error_code ?? (status === 401 ? "AUTH_REQUIRED" : `HTTP_${status}`), problem.error ?? `${url.origin} answered ${status}`, status >= 500 ? EXIT.unreachable : EXIT.failed, problem.details ?? []);
}
function readProblem(bytes) {
	try {
		return JSON.parse(bytes.toString("utf8")) ?? {};
	} catch {
		return {};
	}
}
// client/core/profile.ts
/** Read and written by nobody else. */
var PRIVATE = 384;
function profilePath(env) {
	const base = env.XDG_CONFIG_HOME || process.platform === "win32" && env.APPDATA || join(homedir(), ".config");
	return join(base, "rialto", "plugin-client.json");
}
async function readProfile(path) {
	const text = await readIfThere(path);
	if (!text) return {
		tokens: {},
		refresh: {},
		keys: {},
		former: {}
	};
	if (process.platform !== "win32" && ((await stat(path)).mode & 63) !== 0) await chmod(path, PRIVATE);
	try {
		const { registry, tokens = {}, refresh = {}, keys = {}, former = {} } = JSON.parse(text.toString("utf8"));
		return {
			registry,
			tokens,
			refresh,
			keys,
			former
		};
	} catch {
		throw new Failure("BAD_PROFILE", `${path} is not readable as JSON: repair or remove it`);
	}
}
var writeProfile = (path, profile) => writeJson(path, profile, PRIVATE);
// client/core/context.ts
/** What a command works with besides its words: the person's profile, and the registry they mean. */
var Context = class Context {
	env;
	path;
	profile;
	named;
	constructor(env, path, profile, named) {
		this.env = env;
		this.path = path;
		this.profile = profile;
		this.named = named;
	}
	static async read(input, env) {
		const path = profilePath(env);
		const profile = await readProfile(path);
		return new Context(env, path, profile, input.option("registry") ?? env.RIALTO_REGISTRY ?? profile.registry);
	}
	/** `hint` is what a folder remembers of where it was filled from. */
	origin(hint) {
		const named = this.named ?? hint;
		if (!named) throw wrongUsage("Say which registry: --registry https://…, RIALTO_REGISTRY, or login");
		if (!URL.canParse(named)) throw wrongUsage(`${named} is not an address`);
		return assertSafe(new URL(named)).origin;
	}
	registry(hint) {
		const origin = this.origin(hint);
		const given = this.env.RIALTO_TOKEN;
		return given ? new Registry(origin, given) : new Registry(origin, this.profile.tokens[origin], () => this.renew(origin));
	}
	/** Whose signatures count for a registry, as far as this machine knows. */
	keysOf(origin) {
		return {
			key: this.profile.keys[origin],
			former: this.profile.former[origin] ?? []
		};
	}
	/** Goes on from `key` to the last of those that it signed for; what the ones before that one signed still counts. */
	keepSuccessors(origin, { key, successors }) {
		const { former } = this.keysOf(origin);
		return this.save((profile) => {
			profile.keys[origin] = successors.at(-1);
			profile.former[origin] = [.../* @__PURE__ */ new Set([
				...successors.slice(0, -1),
				key,
				...former
			])];
		});
	}
	/** A new token for the one that ran out; undefined where there is nothing to renew it with, or that is over, too. */
	async renew(origin) {
		const { tokens, refresh } = await readProfile(this.path);
		if (tokens[origin] !== this.profile.tokens[origin]) return tokens[origin];
		if (!refresh[origin]) return void 0;
		const json = { refresh_token: refresh[origin] };
		const renewed = await new Registry(origin, void 0).json("auth/refresh", {
			method: "POST",
			json
		}).catch((error) => {
			if (error instanceof Failure && error.exitCode === EXIT.failed) return void 0;
			throw error;
		});
		await this.keepSignIn(origin, renewed);
		return renewed?.token;
	}
	/** Nothing where it ended. */
	keepSignIn(origin, signedIn) {
		return this.save(({ tokens, refresh }) => {
			delete tokens[origin];
			delete refresh[origin];
			if (signedIn) tokens[origin] = signedIn.token;
			if (signedIn?.refresh_token) refresh[origin] = signedIn.refresh_token;
		});
	}
	async save(change) {
		change(this.profile);
		await writeProfile(this.path, this.profile);
	}
};
// app/core/commands/printable.ts
/** Texts of others on a terminal: their control characters could move the cursor and write over what stands there. */
var printable = (text) => text.replace(/(?![\n\t])\p{Cc}/gu, "");
// client/core/help.ts
var overview = (commands) => `rialto-plugin: publish, find, install and check plugins of a Rialto registry.

${table(commands.map(({ name, words, about }) => [`${name} ${words}`.trim(), about]))}

${options(COMMON)}

The environment: RIALTO_REGISTRY, RIALTO_TOKEN. What it exits with: 0 done, 1 refused, 2 not understood, 3 not to be trusted
(bytes, a signature or the log), 4 the registry does not answer. rialto-plugin <command> --help says more.
`;
var helpOf = ({ name, words, about, options: own }) => `rialto-plugin ${`${name} ${words}`.trim()}

${about}

${options({
	...own,
	...COMMON
})}
`;
var options = (all) => table(Object.entries(all).map(([name, { value, about }]) => [`--${name}${value ? ` ${value}` : ""}`, about]));
function table(rows) {
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
// app/registry/bundles/format/bundle_lines.ts
/** What a bundle may be: more is refused before it is read. */
var BUNDLE_LIMITS = {
	line_bytes: 8388608,
	bundle_bytes: 1073741824,
	versions: 500,
	artifact_bytes: 4194304,
	log_entries: 1e4
};
/** What the registry signs at the end; nothing else it signs looks like this. */
var bundleStatement = (sha256) => `rialto-bundle-v1\n${sha256}`;
/** What a bundle is refused for; `line` counts from 1. */
var BundleProblem = class extends Error {
	problem;
	line;
	constructor(problem, line = null) {
		super(line === null ? problem : `Line ${line}: ${problem}`);
		this.problem = problem;
		this.line = line;
	}
};
Buffer.from("302e020100300506032b657004220420", "hex");
var PUBLIC_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
var KEY_BYTES$1 = 32;
/**
* Whether `signature` (base64) is that of `message` by the owner of `publicKey`. Nonsense is answered with false, and so is
* any other spelling of the right bytes: blanks that a decoder passes over are a change, too.
*/
function isSignedBy(publicKey, message, signature) {
	const raw = Buffer.from(publicKey, "base64");
	const given = Buffer.from(signature, "base64");
	if (raw.length !== KEY_BYTES$1 || given.toString("base64") !== signature) return false;
	const key = createPublicKey({
		key: Buffer.concat([PUBLIC_PREFIX, raw]),
		format: "der",
		type: "spki"
	});
	return verify(null, Buffer.from(message), key, given);
}
// app/registry/bundles/format/read_lines.ts
var KINDS = [
	"rialto-bundle",
	"version",
	"bytes",
	"log",
	"end"
];
var NEW_LINE = 10;
/** The lines of a bundle, one at a time: neither a line nor the whole is read beyond its limit. */
async function* readLines(chunks) {
	const hash = createHash("sha256");
	let number = 0;
	for await (const text of splitLines(chunks)) {
		number++;
		yield {
			line: parse(text, number),
			number,
			sha256Before: hash.copy().digest("hex")
		};
		hash.update(text).update("\n");
	}
}
async function* splitLines(chunks) {
	let [parts, length, whole] = [
		[],
		0,
		0
	];
	for await (const chunk of chunks) {
		whole += chunk.length;
		if (whole > BUNDLE_LIMITS.bundle_bytes) throw new BundleProblem(`It has more than ${BUNDLE_LIMITS.bundle_bytes} bytes`);
		let from = 0;
		for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
			yield Buffer.concat([...parts, chunk.subarray(from, at)]);
			[parts, length] = [[], 0];
			from = at + 1;
		}
		parts.push(Buffer.from(chunk.subarray(from)));
		length += chunk.length - from;
		if (length > BUNDLE_LIMITS.line_bytes) throw new BundleProblem(`A line has more than ${BUNDLE_LIMITS.line_bytes} bytes`);
	}
	if (length) throw new BundleProblem("It is cut off in the middle of a line");
}
function parse(text, number) {
	try {
		const line = JSON.parse(text.toString("utf8"));
		if (line && KINDS.includes(line.kind)) return line;
	} catch {}
	throw new BundleProblem("This is not a line of a bundle", number);
}
// app/registry/signing/signed_statement.ts
/** What is signed: who can make this text can make no other of the same meaning. No line may hold a line break. */
function signedStatement({ name, version, sha256 }) {
	const lines = [
		"rialto-plugin-v1",
		name,
		version,
		sha256
	];
	if (lines.some((line) => /[\r\n]/.test(line))) throw new Error("What is signed must stand on one line");
	return lines.join("\n");
}
/** What a key of the registry signs for the one that follows it: nothing else it signs looks like this. */
var rotationStatement = (from, to) => `rialto-registry-key-v1\n${from}\n${to}`;
// app/registry/signing/key_chain.ts
/**
* The keys that follow one another from `key` on, each signed for by the one before it. What the registry merely says of them does
* not count, but that one was revoked does: then nothing follows from it.
*/
function successorsOf(key, known) {
	const chain = [];
	for (let at = key; !isRevoked(at, known);) {
		const next = known.find((one) => !chain.includes(one.public_key) && one.public_key !== key && isEndorsed(at, one));
		if (!next) break;
		chain.push(next.public_key);
		at = next.public_key;
	}
	return chain.filter((publicKey) => !isRevoked(publicKey, known));
}
/** The keys that `key` follows, by their own signatures, the nearest first; none before one that was revoked. */
function predecessorsOf(key, known) {
	const chain = [];
	for (let at = key;;) {
		const row = known.find((one) => one.public_key === at);
		const before = row?.endorsed_by;
		if (!row || !before || before === key || chain.includes(before) || isRevoked(before, known) || !isEndorsed(before, row)) return chain;
		chain.push(before);
		at = before;
	}
}
var isRevoked = (key, known) => known.some((one) => one.public_key === key && one.revoked_at);
var isEndorsed = (by, { public_key: key, endorsed_by: endorser, endorsement }) => endorser === by && endorsement !== null && isSignedBy(by, rotationStatement(by, key), endorsement);
// app/registry/bundles/format/bundle_keys.ts
/** More than any registry rotates in its life. */
var MOST_KEYS = 200;
var KEY_BYTES = 32;
var LONGEST_SIGNATURE = 200;
/**
* Whose signatures count in a bundle: the key that is trusted, those that followed it by the word of the one before, those it
* had followed itself, and those that one of these vouches for in the log.
*/
var BundleKeys = class {
	key;
	former;
	/** Those that came after the one that is trusted, the newest last. */
	successors = [];
	/** Those that may sign a whole bundle, and vouch for others. */
	signers = /* @__PURE__ */ new Set();
	known = [];
	vouched = /* @__PURE__ */ new Set();
	constructor(key, former) {
		this.key = key;
		this.former = former;
		this.settle([]);
	}
	/** Why what a bundle says of its registry's keys is not taken; bundles from before they said it say nothing. */
	learn(keys) {
		if (keys === void 0) return null;
		if (!Array.isArray(keys) || keys.length > MOST_KEYS || !keys.every(isEndorsedKey)) return "its keys are not told as keys are";
		if (new Set(keys.map(({ public_key: key }) => key)).size < keys.length) return "it tells of a key twice";
		this.settle(keys);
		return null;
	}
	maySignBundle = (key) => this.signers.has(key);
	/** A version, or an entry of the log. */
	maySign = (key) => this.signers.has(key) || this.vouched.has(key);
	/** The keys of one and the same registry, by their own signatures: what it merely says of others' keys is not enough. */
	lineOf = (signer) => [signer, ...predecessorsOf(signer, this.known)];
	/** A key that was only vouched for vouches for nobody. */
	takeEntry({ event, public_key: by }, { public_key: key, before }) {
		if (!this.signers.has(by)) return;
		if (event === "registry_key_rotated" && key === by) {
			for (const former of String(before).split(" ")) if (isKey$1(former)) this.vouched.add(former);
		}
		if (event === "key_revoked" && isKey$1(key) && key !== by) this.revoke(key);
	}
	revoke(key) {
		this.vouched.delete(key);
		const revoked = {
			public_key: key,
			revoked_at: "as the log says",
			endorsed_by: null,
			endorsement: null
		};
		this.settle([...this.known.filter((one) => one.public_key !== key), revoked]);
	}
	settle(known) {
		this.known = known;
		this.successors = successorsOf(this.key, known);
		this.signers = new Set([
			this.key,
			...this.successors,
			...this.former
		].filter((key) => !isRevoked(key, known)));
	}
};
var isKey$1 = (key) => typeof key === "string" && /^[A-Za-z0-9+/]{43}=$/.test(key) && Buffer.from(key, "base64").length === KEY_BYTES;
function isEndorsedKey(value) {
	const row = value ?? {};
	const isText = (text) => text === null || typeof text === "string" && text.length <= LONGEST_SIGNATURE;
	return isKey$1(row.public_key) && (row.endorsed_by === null || isKey$1(row.endorsed_by)) && isText(row.revoked_at) && isText(row.endorsement);
}
// app/registry/log/log_chain.ts
var GENESIS = "0".repeat(64);
var sha256Hex = (text) => createHash("sha256").update(text).digest("hex");
/** Hash of one entry and of the one before it: a change, removal or reordering breaks every later link. */
var hashOfLink = ({ seq, at, event, payload_hash: payload, prev_hash: previous }) => sha256Hex(JSON.stringify([
	"rialto-log-v1",
	seq,
	at,
	event,
	payload,
	previous
]));
/** What the registry signs: nothing else it signs looks like this. */
var statementOf = (hash) => `rialto-log-v1\n${hash}`;
// app/registry/bundles/format/check_line.ts
var NAME = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i;
var VERSION = /^\d{1,15}\.\d{1,15}\.\d{1,15}(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i;
var DIGEST = /^[0-9a-f]{64}$/;
var SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;
var LONGEST = 64;
var LONGEST_TEXT = 65536;
var isText = (value, most = 2e3) => typeof value === "string" && value.length <= most;
var isTextOrNull = (value, most) => value === null || isText(value, most);
var isList = (value, most) => Array.isArray(value) && value.length <= most;
/** Why a version's line is not taken; null where it is: its form, and the registry's signature under a key trusted. */
function versionProblem(line, maySign) {
	const { name, version, digest, size, manifest, signatures } = line;
	if (!isText(name, LONGEST) || !NAME.test(name)) return "this is not the name of a plugin";
	if (!isText(version, LONGEST) || !VERSION.test(version)) return `${name}: this is not a version`;
	const label = `${name} ${version}`;
	if (!isText(digest) || !DIGEST.test(digest)) return `${label} has no digest`;
	if (!Number.isSafeInteger(size) || size < 1 || size > BUNDLE_LIMITS.artifact_bytes) return `${label} has a size that none has`;
	if (!hasForm(line)) return `${label} is not described as versions are`;
	if (manifest.version !== version || !isText(manifest.id) || canonicalName(manifest.id) !== canonicalName(name)) return `${label}: its manifest is of another version`;
	const statement = signedStatement({
		name,
		version,
		sha256: digest
	});
	return signatures.some((row) => row.kind === "registry" && maySign(row.public_key) && isSignedBy(row.public_key, statement, row.signature)) ? null : `${label} is not signed by the registry whose key is trusted`;
}
function hasForm({ publisher, manifest, signatures, needs, tags, ...line }) {
	const isPublisher = isText(publisher?.slug, 100) && SLUG.test(publisher.slug) && isText(publisher.name, 200);
	const areNeeds = isList(needs, 200) && needs.every((need) => isText(need?.kind) && isText(need.name, LONGEST) && isText(need.range, 100));
	const areSignatures = isList(signatures, 20) && signatures.every((row) => isText(row?.public_key, 100) && isText(row.signature, 200));
	const isManifest = typeof manifest === "object" && manifest !== null && !Array.isArray(manifest);
	const areTexts = isText(line.description) && isText(line.category, 40) && isList(tags, 20) && tags.every((tag) => isText(tag, 40));
	const areOptional = [
		line.license,
		line.repository,
		line.homepage,
		line.min_platform_version,
		line.platform
	].every((text) => isTextOrNull(text, 500));
	const arePages = isTextOrNull(line.readme, LONGEST_TEXT) && isTextOrNull(line.changelog, LONGEST_TEXT);
	return isPublisher && areNeeds && areSignatures && isManifest && areTexts && areOptional && arePages;
}
var BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** The bytes of a line, where they are those that it names; null where they are others. */
function bytesOf({ digest, data }) {
	if (!isText(data, BUNDLE_LIMITS.line_bytes) || !BASE64.test(data)) return null;
	const bytes = Buffer.from(data, "base64");
	return bytes.length <= BUNDLE_LIMITS.artifact_bytes && createHash("sha256").update(bytes).digest("hex") === digest ? bytes : null;
}
function logProblem(line, maySign) {
	const texts = [
		line.at,
		line.event,
		line.payload,
		line.payload_hash,
		line.prev_hash,
		line.hash,
		line.signature
	];
	if (!Number.isSafeInteger(line.seq) || !texts.every((text) => isText(text, 16384))) return "this is not an entry of the public log";
	if (sha256Hex(line.payload) !== line.payload_hash || hashOfLink(line) !== line.hash) return "an entry of the public log was changed";
	return maySign(line.public_key) && isSignedBy(line.public_key, statementOf(line.hash), line.signature) ? null : "an entry of the public log is not signed by the registry whose key is trusted";
}
// app/registry/bundles/format/verify_bundle.ts
/**
* Reads a bundle from its first byte to its last and checks all of it; its bytes are not kept. `former` are keys that `key`
* followed: what they signed still counts. Throws `BundleProblem`.
*/
async function verifyBundle(chunks, key, former = []) {
	const check = new BundleCheck(new BundleKeys(key, former));
	for await (const { line, number, sha256Before } of readLines(chunks)) {
		const problem = check.take(line, sha256Before);
		if (problem) throw new BundleProblem(problem, number);
	}
	return check.finish();
}
/** The bytes that a bundle has, as they come; of a bundle that was verified. */
async function* readBundledBytes(chunks) {
	for await (const { line, number } of readLines(chunks)) {
		if (line.kind !== "bytes") continue;
		const bytes = bytesOf(line);
		if (!bytes) throw new BundleProblem("The bytes are others than the digest says", number);
		yield {
			digest: line.digest,
			bytes
		};
	}
}
var BundleCheck = class {
	keys;
	header = null;
	versions = [];
	sizes = /* @__PURE__ */ new Map();
	published = /* @__PURE__ */ new Set();
	entries = 0;
	/** Who signed the end, when it came. */
	signer = null;
	constructor(keys) {
		this.keys = keys;
	}
	/** What is wrong with the next line; null where nothing is. */
	take(line, sha256Before) {
		if (this.signer !== null) return "something stands behind the end";
		if (line.kind === "rialto-bundle") return this.begin(line);
		if (!this.header) return "it does not begin as bundles do";
		switch (line.kind) {
			case "version": return this.takeVersion(line);
			case "bytes": return this.takeBytes(line);
			case "log": return this.takeEntry(line);
			case "end": return this.end(line, sha256Before);
		}
	}
	finish() {
		const { header, versions, signer, keys } = this;
		if (!header || signer === null) throw new BundleProblem("It is cut off: its end is missing");
		return {
			header,
			versions,
			key: signer,
			keyLine: keys.lineOf(signer),
			successors: keys.successors
		};
	}
	begin(line) {
		if (this.header) return "it begins twice";
		if (line.version !== 1) return `only bundles of version 1 are read`;
		const { lockfile } = line;
		if (typeof line.registry !== "string" || !Array.isArray(lockfile?.plugins) || lockfile.plugins.length > BUNDLE_LIMITS.versions) return "it has no lockfile that could be read";
		if (integrityOf(lockfile) !== lockfile.integrity) return "its lockfile was changed";
		this.header = line;
		return this.keys.learn(line.keys);
	}
	takeVersion(line) {
		const problem = versionProblem(line, this.keys.maySign);
		if (problem) return problem;
		const locked = this.header.lockfile.plugins[this.versions.length];
		if (!(locked?.name === canonicalName(line.name) && locked.version === line.version && locked.digest === line.digest)) return `${line.name} ${line.version} is not what the lockfile names here`;
		this.versions.push(line);
		return null;
	}
	takeBytes(line) {
		if (this.sizes.has(line.digest)) return "the same bytes come twice";
		if (!this.versions.find(({ digest }) => digest === line.digest)) return "nobody asked for these bytes";
		const bytes = bytesOf(line);
		if (!bytes) return "the bytes are others than the digest says";
		this.sizes.set(line.digest, bytes.length);
		return null;
	}
	takeEntry(line) {
		if (++this.entries > BUNDLE_LIMITS.log_entries) return `more than ${BUNDLE_LIMITS.log_entries} entries of the log`;
		const problem = logProblem(line, this.keys.maySign);
		if (problem) return problem;
		const told = JSON.parse(line.payload) ?? {};
		const { plugin, version, sha256 } = told;
		this.keys.takeEntry(line, told);
		if (line.event === "version_published") this.published.add(`${canonicalName(String(plugin))} ${String(version)} ${String(sha256)}`);
		return null;
	}
	end(line, sha256Before) {
		if (line.sha256 !== sha256Before) return "something before the end was changed";
		if (!(this.keys.maySignBundle(line.public_key) && typeof line.signature === "string" && isSignedBy(line.public_key, bundleStatement(line.sha256), line.signature))) return "it is not signed by the registry whose key is trusted, nor by a key that this one signed for";
		if (this.versions.length !== this.header.lockfile.plugins.length) return "it lacks versions that its lockfile names";
		for (const { name, version, digest, size } of this.versions) {
			if (this.sizes.get(digest) !== size) return `${name} ${version} has no bytes, or other than it says`;
			if (!this.published.has(`${canonicalName(name)} ${version} ${digest}`)) return `the public log does not name ${name} ${version} as published`;
		}
		this.signer = line.public_key;
		return null;
	}
};
// client/core/given_key.ts
/** What `--key` says, where it is one: a slip of the hand is not a registry that cannot be trusted. */
function givenKey(input) {
	const key = input.option("key");
	if (key !== void 0 && !isKey(key)) throw wrongUsage("--key is not a public key: it has 32 bytes in base64");
	return key;
}
var isKey = (text) => Buffer.from(text, "base64").length === 32;
// client/core/hold_folder.ts
var HELD = "rialto-lock.held";
var TRIES = 600;
var PAUSE_MS = 200;
/**
* Lets one run at a time change a folder, from reading its lockfile to writing the next: two at once would each take away what the
* other brought. What a run that was killed left behind holds nobody up.
*/
async function holdFolder(folder, work) {
	const path = join(folder.path, HELD);
	await take(path);
	try {
		return await work(folder);
	} finally {
		await rm(path, { force: true });
		await rmdir(folder.path).catch(() => void 0);
	}
}
async function take(path) {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		if (await isTaken(path)) return;
		const holder = await readFile(path, "utf8").catch(() => "");
		if (isGone(holder) && (holder || attempt % 4 === 3)) await clear(path, holder);
		else await setTimeout(PAUSE_MS);
	}
	throw new Failure("FOLDER_BUSY", `Another run is changing this folder: wait for it, or remove ${path}`);
}
/** Of several that wait one may have taken it since: then it stays theirs. */
async function clear(path, holder) {
	const aside = `${path}.${process.pid}`;
	await rename(path, aside).catch(() => void 0);
	if (await readFile(aside, "utf8").catch(() => holder) !== holder) await link(aside, path).catch(() => void 0);
	await rm(aside, { force: true });
}
async function isTaken(path) {
	try {
		await mkdir(dirname(path), { recursive: true });
		const file = await open(path, "wx");
		await file.writeFile(String(process.pid)).finally(() => file.close());
		return true;
	} catch (error) {
		const { code, path: where } = error;
		if (where === path && (code === "EEXIST" || code === "ENOENT")) return false;
		throw error;
	}
}
function isGone(holder) {
	try {
		return holder === "" || (process.kill(Number(holder), 0), false);
	} catch (error) {
		return error.code === "ESRCH";
	}
}
// client/core/trust.ts
/**
* The key whose signatures count for a registry: the one given, else the one known, else the one it shows now, which is
* kept from then on. A key that changed is taken only by the word of the one before it.
*/
var Trust = class {
	context;
	registry;
	origin;
	given;
	constructor(context, registry, given) {
		this.context = context;
		this.registry = registry;
		this.origin = registry.origin;
		this.given = given;
	}
	/** Throws unless the registry signed exactly these bytes under this name and version. */
	async check(expected, signed) {
		const label = `${expected.name} ${expected.version}`;
		if (canonicalName(signed.plugin) !== expected.name || signed.version !== expected.version || signed.sha256 !== expected.digest) throw untrusted(`${label}: the signatures are about other bytes than the lockfile`);
		const statement = signedStatement({
			name: signed.plugin,
			version: signed.version,
			sha256: signed.sha256
		});
		const rows = signed.signatures.filter(({ kind }) => kind === "registry");
		const key = this.key ?? rows.find(({ public_key: own, revoked_at: revoked }) => !revoked && isKey(own))?.public_key;
		if (!key) throw untrusted(`${label} is not signed by the registry`);
		const row = this.rowOf(key, rows) ?? await this.rowOfSuccessor(rows);
		if (!row) throw untrusted(`${label} is not signed with the key known for ${this.origin}: ${fingerprint(key)}. If it was replaced, say --key`);
		if (!isSignedBy(row.public_key, statement, row.signature)) throw untrusted(`${label}: the registry's signature does not hold`);
		if (row.revoked_at) throw untrusted(`${label}: the key that signed it was revoked`);
		if (this.context.profile.keys[this.origin] !== (this.key ?? key)) await this.keep(this.key ?? key);
	}
	/** Before what lies on this machine is judged: a folder must not be the one that says whose signatures count. */
	async learn(plugin) {
		if (!this.key && plugin) await this.check(plugin, await this.registry.signatures(plugin.name, plugin.version));
	}
	get key() {
		return this.given ?? this.context.keysOf(this.origin).key;
	}
	/** Goes on to the key that signs now, where the one known signed for it, and it for the next. False where `wanted` is not reached so. */
	async follow(wanted) {
		const key = this.key;
		if (!key) return false;
		const { data } = await this.registry.keys().catch(() => ({ data: [] }));
		const chain = Array.isArray(data) ? successorsOf(key, data) : [];
		if (!chain.includes(wanted)) return false;
		const last = chain.at(-1);
		if (this.given) this.given = last;
		await this.context.keepSuccessors(this.origin, {
			key,
			successors: chain
		});
		return true;
	}
	/** By the key itself, or by one that it followed. */
	rowOf(key, rows) {
		const known = this.context.keysOf(this.origin);
		const own = [key, ...known.key === key ? known.former : []].flatMap((one) => rows.find(({ public_key: by }) => by === one) ?? []);
		return own.find(({ revoked_at: revoked }) => !revoked) ?? own[0];
	}
	async rowOfSuccessor(rows) {
		for (const row of rows) if (!row.revoked_at && await this.follow(row.public_key)) return row;
	}
	keep(key) {
		return this.context.save((profile) => {
			profile.keys[this.origin] = key;
			profile.former[this.origin] = [];
		});
	}
};
/** Enough of a key to compare it by eye. */
var fingerprint = (key) => `${key.slice(0, 12)}…`;
// client/core/fill_folder.ts
/** From a registry over the network. */
var fromRegistry = (registry, purpose) => ({
	signatures: ({ name, version }) => registry.signatures(name, version),
	bytes: ({ name, version }) => registry.download(name, version, purpose)
});
/**
* Brings what a lockfile names, one after the other; what is there already and is right is not fetched again, so an
* interrupted run goes on where it stopped. Nothing is kept that was not signed for. Answers what was brought.
*/
async function fillFolder(lock, { folder, source, trust }) {
	const brought = [];
	for (const plugin of lock.plugins) {
		if (await isThere(plugin, folder, trust)) continue;
		const label = `${plugin.name} ${plugin.version}`;
		const signatures = await source.signatures(plugin);
		await trust.check(plugin, signatures);
		const bytes = await source.bytes(plugin);
		if (sha256(bytes) !== plugin.digest) throw untrusted(`${label}: other bytes arrived than the lockfile names`);
		await folder.keep(plugin, bytes, signatures);
		brought.push(label);
	}
	return brought;
}
/** Without a known key nothing is: whoever filled the folder could have signed it with their own. */
async function isThere(plugin, folder, trust) {
	if (!trust.key) return false;
	const [bytes, signatures] = [await folder.readModule(plugin), await folder.readSignatures(plugin).catch(() => null)];
	if (!bytes || !signatures || sha256(bytes) !== plugin.digest) return false;
	return trust.check(plugin, signatures).then(() => true, () => false);
}
// client/commands/install.ts
var MOST_WORDS$1 = 200;
var FOLDER = {
	dir: {
		value: "FOLDER",
		about: "Where plugins and rialto-lock.json are; ./plugins unless said"
	},
	key: {
		value: "KEY",
		about: "The registry's public key (base64), instead of the one known or shown first"
	}
};
var folderOf = (input) => new Folder(input.option("dir") ?? "plugins");
/** `hint`: the registry the folder was filled from. */
async function trustedRegistry(input, context, folder) {
	const registry = context.registry(await folder.source());
	return {
		registry,
		trust: new Trust(context, registry, givenKey(input))
	};
}
var install = {
	name: "install",
	words: "[NAME[@RANGE]…]",
	about: "Bring plugins and what they need into a folder; without names, what its lockfile says",
	options: {
		...FOLDER,
		frozen: { about: "Exactly what the lockfile says, or nothing" },
		channel: {
			value: "stable|beta",
			about: "Whether prereleases may be chosen"
		},
		platform: {
			value: "VERSION",
			about: "The Rialto they are to work with; that of the registry unless said"
		}
	},
	least: 0,
	most: MOST_WORDS$1,
	run: (input, context) => holdFolder(folderOf(input), async (folder) => {
		const { registry, trust } = await trustedRegistry(input, context, folder);
		if (input.isSet("frozen")) {
			if (input.words.length) throw wrongUsage("--frozen installs what the lockfile says: name nothing beside it");
			return place(await folder.needLock(), [], {
				folder,
				source: fromRegistry(registry, "ci"),
				trust
			});
		}
		const lock = await folder.readLock();
		const wanted = Object.fromEntries(input.words.map(readWanted).map(({ name, range }) => [name, range]));
		if (!lock && !input.words.length) throw wrongUsage("install needs NAME[@RANGE] where there is no lockfile");
		const { lockfile, changes } = await registry.resolve(question(lock, {
			wanted,
			update: Object.keys(wanted),
			input
		}));
		const outcome = await place(lockfile, changes, {
			folder,
			source: fromRegistry(registry),
			trust
		});
		await folder.remember(registry.origin);
		return outcome;
	})
};
var update = {
	name: "update",
	words: "[NAME…]",
	about: "Move plugins of a folder to the newest versions that go together; all of them where none is named",
	options: {
		...FOLDER,
		channel: install.options.channel
	},
	least: 0,
	most: MOST_WORDS$1,
	run: (input, context) => holdFolder(folderOf(input), async (folder) => {
		const lock = await folder.needLock();
		const { registry, trust } = await trustedRegistry(input, context, folder);
		const known = lock.plugins.map(({ name }) => name);
		const named = input.words.map(canonicalName);
		const stranger = named.find((name) => !known.includes(name));
		if (stranger) throw wrongUsage(`${stranger} is not installed in ${folder.path}`);
		const { lockfile, changes } = await registry.resolve(question(lock, {
			wanted: {},
			update: named.length ? named : known,
			input
		}));
		return place(lockfile, changes, {
			folder,
			source: fromRegistry(registry, "update"),
			trust
		});
	})
};
var uninstall = {
	name: "uninstall",
	words: "NAME…",
	about: "Take plugins out of a folder, with what only they needed",
	options: FOLDER,
	least: 1,
	most: MOST_WORDS$1,
	run: (input, context) => holdFolder(folderOf(input), async (folder) => {
		const lock = await folder.needLock();
		const names = input.words.map(canonicalName);
		for (const name of names) assertAskedFor(name, lock, folder);
		const requires = Object.fromEntries(Object.entries(lock.requires).filter(([name]) => !names.includes(canonicalName(name))));
		const { registry, trust } = await trustedRegistry(input, context, folder);
		const { lockfile, changes } = await registry.resolve({
			...question(lock, {
				wanted: {},
				update: [],
				input
			}),
			requires
		});
		return place(lockfile, changes, {
			folder,
			source: fromRegistry(registry),
			trust
		});
	})
};
/** What came along goes with those that need it. */
function assertAskedFor(name, { requires, plugins }, { path }) {
	if (Object.keys(requires).some((asked) => canonicalName(asked) === name)) return;
	throw new Failure("NOT_INSTALLED", plugins.some((plugin) => plugin.name === name) ? `${name} is in ${path} because others need it` : `${name} is not installed in ${path}`);
}
var list$1 = {
	name: "list",
	words: "",
	about: "What is in a folder, as its lockfile says",
	options: { dir: FOLDER.dir },
	least: 0,
	most: 0,
	async run(input) {
		const { plugins, requires } = await folderOf(input).needLock();
		const asked = new Map(Object.entries(requires).map(([name, range]) => [canonicalName(name), range]));
		const lines = plugins.map(({ name, version }) => `${name} ${version}${asked.has(name) ? ` (${asked.get(name)} was asked for)` : ""}`);
		return {
			data: { plugins: plugins.map(({ name, version, digest }) => ({
				name,
				version,
				digest,
				requires: asked.get(name) ?? null
			})) },
			text: lines.join("\n") || "Nothing is installed"
		};
	}
};
var rollback = {
	name: "rollback",
	words: "",
	about: "Put a folder back to its lockfile before the last change",
	options: FOLDER,
	least: 0,
	most: 0,
	run: (input, context) => holdFolder(folderOf(input), async (folder) => {
		const previous = await folder.readPrevious();
		if (!previous) throw wrongUsage("There is no lockfile to go back to");
		const { registry, trust } = await trustedRegistry(input, context, folder);
		return place(previous, [], {
			folder,
			source: fromRegistry(registry),
			trust
		});
	})
};
var question = (lock, { wanted, update: names, input }) => ({
	requires: {
		...lock?.requires,
		...wanted
	},
	...lock ? { lock } : {},
	update: names.filter((name) => lock?.plugins.some((plugin) => plugin.name === name)),
	channel: input.option("channel") ?? lock?.channel ?? "stable",
	...input.option("platform") ? { platform: input.option("platform") } : {}
});
/** The lockfile is written when everything it names is there. */
async function place(lock, changes, { folder, ...rest }) {
	const brought = await fillFolder(lock, {
		folder,
		...rest
	});
	await folder.writeLock(lock);
	await folder.clean();
	const plugins = lock.plugins.map(({ name, version, digest }) => ({
		name,
		version,
		digest
	}));
	const lines = changes.map(({ name, change, from, to }) => `  ${change} ${name} ${[from, to].filter(Boolean).join(" → ")}`);
	return {
		data: {
			folder: folder.path,
			plugins,
			brought,
			changes
		},
		text: [`${sayCount(plugins.length)} in ${folder.path}, ${brought.length} new; digests and signatures hold`, ...lines].join("\n")
	};
}
var sayCount = (count) => count === 1 ? "1 plugin is" : `${count} plugins are`;
// client/commands/bundle.ts
var MOST_WORDS = 200;
var KEY = { key: {
	value: "KEY",
	about: "Public key (base64) of the registry that made it, as its operator told; the one known unless said"
} };
var bundleExport = {
	name: "bundle export",
	words: "FILE [NAME[@RANGE]…]",
	least: 1,
	most: MOST_WORDS,
	about: "Write plugins and all they need into one signed file; without names, what the lockfile of --dir says",
	options: {
		dir: FOLDER.dir,
		channel: {
			value: "stable|beta",
			about: "Whether prereleases may be chosen"
		}
	},
	async run(input, context) {
		const [file = "", ...words] = input.words;
		const folder = folderOf(input);
		const lock = words.length ? null : await folder.needLock();
		const requires = lock?.requires ?? Object.fromEntries(words.map(readWanted).map(({ name, range }) => [name, range]));
		const channel = input.option("channel") ?? lock?.channel ?? "stable";
		const json = {
			requires,
			...lock ? { lock } : {},
			channel
		};
		const { bytes } = await context.registry(await folder.source()).ask("bundles", {
			method: "POST",
			json,
			most: BUNDLE_LIMITS.bundle_bytes
		});
		await writeWhole(file, bytes);
		return {
			data: {
				file,
				size: bytes.length
			},
			text: `${file}: ${bytes.length} bytes`
		};
	}
};
var bundleVerify = {
	name: "bundle verify",
	words: "FILE",
	about: "Check a bundle from its first byte to its last",
	options: KEY,
	least: 1,
	most: 1,
	async run(input, context) {
		const { header, versions } = await verified(input, context);
		const plugins = versions.map(({ name, version, digest }) => ({
			name,
			version,
			digest
		}));
		return {
			data: {
				ok: true,
				registry: header.registry,
				plugins
			},
			text: `Whole, and signed by ${header.registry}: ${plugins.map(({ name, version }) => `${name} ${version}`).join(", ")}`
		};
	}
};
var bundleImport = {
	name: "bundle import",
	words: "FILE",
	least: 1,
	most: 1,
	about: "Install what a bundle holds into a folder, without a network; nothing is written unless all of it is right",
	options: {
		dir: FOLDER.dir,
		...KEY
	},
	async run(input, context) {
		const { header, versions } = await verified(input, context);
		const folder = folderOf(input);
		await holdFolder(folder, async () => {
			for await (const { digest, bytes } of readBundledBytes(createReadStream(input.words[0]))) for (const line of versions.filter((one) => one.digest === digest)) await keep(folder, line, bytes);
			await folder.writeLock(header.lockfile);
			await folder.remember(header.registry);
			await folder.clean();
		});
		const plugins = versions.map(({ name, version, digest }) => ({
			name,
			version,
			digest
		}));
		return {
			data: {
				folder: folder.path,
				plugins
			},
			text: `${sayCount(plugins.length)} in ${folder.path}; digests and signatures hold`
		};
	}
};
function keep(folder, { name, version, digest, size, signatures }, bytes) {
	const signed = {
		plugin: name,
		version,
		sha256: digest,
		size,
		signatures
	};
	return folder.keep({
		name: canonicalName(name),
		version,
		digest
	}, bytes, signed);
}
/**
* Nothing in the file says which key is to be trusted: the person does, or did. Where the key known signed for one that came
* after it, that one is known from then on, as it would be with a network.
*/
async function verified(input, context) {
	const given = givenKey(input);
	const known = given ? null : context.keysOf(context.origin());
	const key = given ?? known?.key;
	if (!key) throw wrongUsage("Say whose signature counts: --key, or install something from that registry first");
	const file = input.words[0];
	try {
		const bundle = await verifyBundle(createReadStream(file), key, known?.former);
		if (known && bundle.successors.length) await context.keepSuccessors(context.origin(), {
			key,
			successors: bundle.successors
		});
		return bundle;
	} catch (error) {
		if (error instanceof BundleProblem) throw untrusted(`${file} is refused. ${error.message}`);
		if (error.code === "ENOENT") throw new Failure("NOT_FOUND", `${file} cannot be read`);
		throw error;
	}
}
// client/commands/look.ts
var search = {
	name: "search",
	words: "[WORDS…]",
	about: "Find public plugins",
	options: {
		"category": {
			value: "NAME",
			about: "Only of this category"
		},
		"tag": {
			value: "TAG",
			isList: true,
			about: "Only with this tag; may be given several times"
		},
		"sort": {
			value: "ORDER",
			about: "relevance, downloads, rating, recent, name"
		},
		"page": {
			value: "N",
			about: "Counted from 0"
		},
		"per-page": {
			value: "N",
			about: "20 unless said, 100 at most"
		}
	},
	least: 0,
	most: 50,
	async run(input, context) {
		const question = {
			query: input.words.join(" ") || null,
			category: input.option("category") ?? null,
			tags: input.list("tag"),
			sort: input.option("sort") ?? "relevance",
			page: numberOf(input.option("page"), 0),
			per_page: numberOf(input.option("per-page"), 20)
		};
		const found = await context.registry().search(question);
		return {
			data: found,
			text: [...found.plugins.map(({ name, version, description, downloads, verified }) => `${name} ${version}${verified ? " (verified)" : ""}, ${downloads} downloads: ${description}`), `${found.total} found`].join("\n")
		};
	}
};
var info = {
	name: "info",
	words: "NAME[@VERSION]",
	about: "What the registry says of a plugin",
	options: {},
	least: 1,
	most: 1,
	async run(input, context) {
		const { name, range } = readWanted(input.words[0]);
		const plugin = await context.registry().plugin(name);
		const shown = range === "*" ? plugin.version : range;
		const version = plugin.versions.find((entry) => entry.version === shown);
		if (!version) throw new Failure("VERSION_NOT_FOUND", `${plugin.name} has no public version ${shown}`);
		return {
			data: {
				...plugin,
				shown: version
			},
			text: describe(plugin, version)
		};
	}
};
function describe(plugin, { version, checksum, size, capabilities, dependencies, yanked }) {
	const needs = Object.entries(dependencies).map(([name, range]) => `${name} ${range}`);
	const rating = plugin.reviews_count ? `${plugin.rating} of 5 in ${plugin.reviews_count} reviews` : "not rated";
	return [
		`${plugin.name} ${version}${yanked ? " (yanked)" : ""}: ${plugin.description}`,
		`  by ${plugin.author.name}${plugin.verified ? ", verified" : ""}; ${plugin.category}; ${plugin.license || "no licence named"}`,
		`  ${plugin.downloads} downloads, ${rating}`,
		`  asks for: ${capabilities.join(", ") || "nothing"}`,
		`  needs: ${needs.join(", ") || "no other plugin"}`,
		`  sha256 ${checksum}, ${size} bytes`,
		`  versions: ${plugin.versions.map((entry) => `${entry.version}${entry.yanked ? " (yanked)" : ""}`).join(", ")}`
	].join("\n");
}
function numberOf(text, otherwise) {
	if (text === void 0) return otherwise;
	if (!/^\d{1,6}$/.test(text)) throw wrongUsage(`"${text}" is not a number`);
	return Number(text);
}
// client/commands/sign_in.ts
var login = {
	name: "login",
	words: "",
	about: "Keep a token for a registry, readable by you alone: one of the panel (rlt_…) from standard input, or one for --email",
	options: {
		email: {
			value: "ADDRESS",
			about: "Sign in as this person instead; the password is read from standard input"
		},
		code: {
			value: "123456",
			about: "The code of the second factor, where there is one"
		}
	},
	least: 0,
	most: 0,
	async run(input, context) {
		const origin = context.origin();
		const email = input.option("email");
		const secret = context.env.RIALTO_TOKEN && !email ? context.env.RIALTO_TOKEN : await ask(email ? "Password: " : "Token: ");
		if (!secret) throw wrongUsage("Nothing was given on standard input");
		const code = input.option("code");
		const credentials = {
			email,
			password: secret,
			...code ? { two_factor_code: code } : {}
		};
		if (!email) refuseOthers(secret);
		const signedIn = email ? await context.registry().json("auth/login", {
			method: "POST",
			json: credentials
		}) : { token: secret };
		await context.keepSignIn(origin, signedIn);
		await context.save((profile) => void (profile.registry = origin));
		return {
			data: {
				registry: origin,
				email: email ?? null
			},
			text: email ? `Signed in at ${origin}` : `The token for ${origin} is kept`
		};
	}
};
var logout = {
	name: "logout",
	words: "",
	about: "Forget the token kept for a registry",
	options: {},
	least: 0,
	most: 0,
	async run(_, context) {
		const origin = context.origin();
		await context.keepSignIn(origin, void 0);
		return {
			data: { registry: origin },
			text: `The token for ${origin} is forgotten on this machine`
		};
	}
};
/** A password or half a token, kept as a token, would be missed much later. */
function refuseOthers(secret) {
	if (!/^rlt_[\w-]{20,100}$/.test(secret)) throw wrongUsage("This is not a token of the panel: those begin with rlt_. For a sign-in, say --email");
}
/** A line of standard input; what a person types is not shown. */
async function ask(question) {
	const { stdin, stderr } = process;
	if (stdin.isTTY) stderr.write(question);
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const reader = createInterface({
		input: stdin,
		output: silent,
		terminal: stdin.isTTY
	});
	const [line = ""] = await new Promise((resolve) => {
		reader.once("line", (text) => resolve([text]));
		reader.once("close", () => resolve([]));
	});
	reader.close();
	if (stdin.isTTY) stderr.write("\n");
	return line.trim();
}
// client/commands/publish.ts
/** Larger ones go in two steps: a third less to send. */
var INLINE_BYTES = 524288;
var publish = {
	name: "publish",
	words: "FOLDER|FILE",
	about: "Publish a version: a folder with plugin.json, or a built module with plugin.json beside it",
	options: {
		"manifest": {
			value: "FILE",
			about: "plugin.json, where it is not beside the module"
		},
		"artifact": {
			value: "FILE",
			about: "The built module, where it is not the one plugin.json names"
		},
		"readme": {
			value: "FILE",
			about: "README.md of the folder unless said"
		},
		"changelog": {
			value: "FILE",
			about: "CHANGELOG.md of the folder unless said"
		},
		"sign": {
			value: "FILE",
			about: "Sign it as its author with this Ed25519 private key (PEM); the public one has to be known to the registry"
		},
		"two-step": { about: "Announce it first and send the module apart, as is done with large ones anyway" }
	},
	least: 1,
	most: 1,
	async run(input, context) {
		const { manifest, bytes, texts } = await readSources(input);
		const registry = context.registry();
		const body = {
			...requestOf(manifest, bytes),
			...texts,
			...await signatureOf(manifest, bytes, input.option("sign"))
		};
		const isInline = !input.isSet("two-step") && bytes.length <= INLINE_BYTES;
		const sent = isInline ? {
			...body,
			wasm_data: Buffer.from(bytes).toString("base64")
		} : body;
		const first = await registry.json("plugins/publish", {
			method: "POST",
			json: sent,
			isPrivate: true
		});
		const { message, status, checksum, version_id: id, serial, capabilities } = isInline ? first : await registry.json(first.upload_url, {
			method: "PUT",
			bytes
		});
		if (checksum !== sha256(bytes)) throw new Failure("CHECKSUM", "The registry took other bytes than were sent");
		return {
			data: {
				plugin: manifest.id,
				version: manifest.version,
				version_id: id,
				status,
				checksum,
				serial,
				capabilities
			},
			text: message
		};
	}
};
var yank = {
	name: "yank",
	words: "NAME@VERSION",
	about: "Take a version out of what new installations may choose; lockfiles still find it",
	options: {
		reason: {
			value: "TEXT",
			about: "Shown to everybody"
		},
		undo: { about: "Put a yanked version back" }
	},
	least: 1,
	most: 1,
	async run(input, context) {
		const { name, version } = readRelease(input.words[0]);
		const reason = input.option("reason");
		const isBack = input.isSet("undo");
		const where = `plugins/${name}/versions/${encodeURIComponent(version)}/${isBack ? "unyank" : "yank"}`;
		const request = {
			method: isBack ? "POST" : "DELETE",
			isPrivate: true,
			json: reason ? { reason } : {}
		};
		const { message, serial } = await context.registry().json(where, request);
		return {
			data: {
				plugin: name,
				version,
				serial
			},
			text: message
		};
	}
};
async function readSources(input) {
	const given = input.words[0];
	const isFolder = (await stat(given).catch(() => missing(given))).isDirectory();
	const folder = isFolder ? given : dirname(given);
	const manifest = await readManifest(input.option("manifest") ?? join(folder, "plugin.json"));
	const bytes = await read(input.option("artifact") ?? (isFolder ? join(folder, builtFile(manifest)) : given));
	const readme = await textOf(input.option("readme"), join(folder, "README.md"));
	const changelog = await textOf(input.option("changelog"), join(folder, "CHANGELOG.md"));
	return {
		manifest,
		bytes,
		texts: {
			...readme ? { readme } : {},
			...changelog ? { changelog } : {}
		}
	};
}
/** What the platform's own tools build, or what needs no building. */
function builtFile({ language, entry }) {
	if (language === "assemblyscript") return join("build", "plugin.wasm");
	if (/\.[cm]?ts$/.test(entry) || language === "typescript") throw wrongUsage(`${basename(entry)} has to be bundled into one file first: give that one by --artifact`);
	if (entry.split(/[\\/]/).includes("..")) throw wrongUsage("plugin.json names an entry outside of its folder");
	return entry;
}
async function readManifest(path) {
	const text = await read(path);
	try {
		const manifest = JSON.parse(text.toString("utf8"));
		if (typeof manifest?.id === "string" && typeof manifest.version === "string") return manifest;
	} catch {}
	throw new Failure("INVALID_MANIFEST", `${path} is not a plugin's manifest`);
}
async function signatureOf({ id: name, version }, bytes, file) {
	if (!file) return {};
	const pem = await read(file);
	try {
		const key = createPrivateKey(pem);
		if (key.asymmetricKeyType !== "ed25519") throw new Error("another kind of key");
		return { signature: sign(null, Buffer.from(signedStatement({
			name,
			version,
			sha256: sha256(bytes)
		})), key).toString("base64") };
	} catch {
		throw new Failure("BAD_KEY", `${file} is not an Ed25519 private key`);
	}
}
var requestOf = (manifest, bytes) => ({
	name: manifest.id,
	version: manifest.version,
	description: typeof manifest.description === "string" ? manifest.description : manifest.description.en,
	category: manifest.category,
	license: manifest.license,
	...manifest.repository ? { repository: manifest.repository } : {},
	...manifest.homepage ? { homepage: manifest.homepage } : {},
	tags: manifest.tags ?? [],
	checksum: sha256(bytes),
	size: bytes.length,
	manifest
});
async function textOf(named, usual) {
	return named ? (await read(named)).toString("utf8") : (await readIfThere(usual))?.toString("utf8");
}
var read = (path) => readFile(path).catch(() => missing(path));
function missing(path) {
	throw new Failure("NOT_FOUND", `${path} cannot be read`);
}
// client/commands/remote.ts
var OWNER = { platform: { about: "The platform's own plugins instead of your company's" } };
var CONSENT = { consent: {
	value: "all|NAME",
	isList: true,
	about: "A capability that is agreed to, or all that it asks for; may be given several times"
} };
var about = " on the instance itself; needs the sign-in of somebody who may (login --email)";
var remoteList = {
	name: "remote list",
	words: "",
	about: `What is installed${about}`,
	options: OWNER,
	least: 0,
	most: 0,
	async run(input, context) {
		const installations = await list(input, context);
		const lines = installations.map((row) => `${row.plugin} ${row.version}: ${row.status}${waits(row)}`);
		return {
			data: { installations },
			text: lines.join("\n") || "Nothing is installed"
		};
	}
};
var remoteInstall = {
	name: "remote install",
	words: "NAME[@VERSION]",
	about: `Install a plugin${about}`,
	least: 1,
	most: 1,
	options: {
		...OWNER,
		...CONSENT,
		settings: {
			value: "JSON",
			about: "Its settings"
		},
		enable: { about: "Switch it on at once" }
	},
	async run(input, context) {
		const { name, range } = readWanted(input.words[0]);
		const settings = input.option("settings");
		const entry = await context.registry().plugin(name);
		const version = range === "*" ? entry.version : range;
		const asks = entry.versions.find((row) => row.version === version)?.capabilities ?? [];
		const agreed = input.list("consent");
		const body = {
			plugin: name,
			version,
			consent: agreed.includes("all") ? asks : agreed,
			...settings ? { settings: parseSettings(settings) } : {},
			...input.isSet("enable") ? { enabled: true } : {},
			...agreed.includes("all") ? { along: await asksAlong(context, {
				name,
				version
			}) } : {}
		};
		return say(await context.registry().json(root(input), {
			method: "POST",
			json: body,
			isPrivate: true
		}));
	}
};
var remoteUpdate = {
	name: "remote update",
	words: "NAME[@VERSION]",
	about: `Move a plugin to its newest version${about}`,
	least: 1,
	most: 1,
	options: {
		...OWNER,
		...CONSENT
	},
	async run(input, context) {
		const { name, range } = readWanted(input.words[0]);
		const { id } = await find(name, input, context);
		const registry = context.registry();
		const query = range === "*" ? "" : `?version=${encodeURIComponent(range)}`;
		const offer = await registry.json(`${root(input)}/${id}/update${query}`, { isPrivate: true });
		if (!offer.available) return {
			data: {
				plugin: name,
				available: false
			},
			text: `${name} runs the newest version of its channel`
		};
		const agreed = input.list("consent");
		const isAll = agreed.includes("all");
		const along = Object.fromEntries((offer.plan?.along ?? []).map((change) => [change.name, isAll ? change.consent : []]));
		const json = {
			version: offer.version,
			consent: isAll ? offer.consent.added : agreed,
			along
		};
		return say(await registry.json(`${root(input)}/${id}/update`, {
			method: "POST",
			json,
			isPrivate: true
		}));
	}
};
var remoteRollback = {
	name: "remote rollback",
	words: "NAME",
	about: `Put a plugin back to its last good version${about}`,
	least: 1,
	most: 1,
	options: OWNER,
	async run(input, context) {
		const { id } = await find(input.words[0], input, context);
		return say(await context.registry().json(`${root(input)}/${id}/roll-back`, {
			method: "POST",
			json: {},
			isPrivate: true
		}));
	}
};
var remoteUninstall = {
	name: "remote uninstall",
	words: "NAME",
	about: `Remove a plugin with its settings and data${about}`,
	least: 1,
	most: 1,
	options: {
		...OWNER,
		force: { about: "Although other installed plugins need it" }
	},
	async run(input, context) {
		const { id, plugin, version } = await find(input.words[0], input, context);
		const query = input.isSet("force") ? "?force=true" : "";
		await context.registry().json(`${root(input)}/${id}${query}`, {
			method: "DELETE",
			isPrivate: true
		});
		return {
			data: {
				plugin,
				version
			},
			text: `${plugin} ${version} is removed`
		};
	}
};
function parseSettings(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw wrongUsage("--settings has to be a JSON object");
	}
}
/** What each plugin asks for that would come along. */
async function asksAlong(context, { name, version }) {
	const registry = context.registry();
	const { lockfile } = await registry.resolve({ requires: { [name]: version } });
	const along = {};
	for (const other of lockfile.plugins.filter((plugin) => plugin.name !== name)) {
		const { versions } = await registry.plugin(other.name);
		along[other.name] = versions.find((row) => row.version === other.version)?.capabilities ?? [];
	}
	return along;
}
var root = (input) => input.isSet("platform") ? "platform/installations" : "installations";
async function list(input, context) {
	const listed = [];
	for (let after = "";;) {
		const path = root(input) + (after && `?cursor=${encodeURIComponent(after)}`);
		const { data, meta } = await context.registry().json(path, { isPrivate: true });
		listed.push(...data);
		if (!meta.next_cursor) return listed;
		after = meta.next_cursor;
	}
}
async function find(name, input, context) {
	const found = (await list(input, context)).find(({ plugin }) => canonicalName(plugin) === canonicalName(name));
	if (!found) throw new Failure("NOT_INSTALLED", `${name} is not installed there`);
	return found;
}
var waits = ({ waiting_version: waiting }) => waiting ? `; ${waiting} waits for consent` : "";
var say = (row) => ({
	data: row,
	text: `${row.plugin} ${row.version} is installed and ${row.status}${waits(row)}`
});
// client/core/log.ts
var PAGE = 500;
/** Reads the whole log and checks every link of it. Throws where a link, a payload or a signature does not hold. */
async function readLog(registry, trust) {
	const said = [];
	let [seq, previous, signer] = [
		0,
		GENESIS,
		""
	];
	for (;;) {
		const { data, meta } = await registry.json(`log?after=${seq}&limit=${PAGE}`);
		for (const entry of data) {
			const problem = findProblem(entry, {
				seq: seq + 1,
				previous
			});
			if (problem) throw untrusted(`The public log is broken at entry ${seq + 1}: ${problem}`);
			said.push({
				event: entry.event,
				payload: JSON.parse(entry.payload)
			});
			seq = entry.seq;
			previous = entry.hash;
			signer = entry.public_key;
		}
		if (data.length === PAGE) continue;
		if (meta.head.seq < seq || meta.head.seq === seq && meta.head.hash !== previous) throw untrusted("The public log has another end than it says");
		if (seq && trust.key && signer !== trust.key && !await trust.follow(signer)) throw untrusted("The public log ends with the signature of another key than the one trusted");
		return {
			entries: seq,
			head: previous,
			said
		};
	}
}
function findProblem(entry, { seq, previous }) {
	if (entry.seq !== seq || entry.prev_hash !== previous) return "an entry before it is missing or was put in";
	if (sha256Hex(entry.payload) !== entry.payload_hash) return "its payload was changed";
	if (hashOfLink(entry) !== entry.hash) return "it was changed";
	return isSignedBy(entry.public_key, statementOf(entry.hash), entry.signature) ? null : "its signature does not hold";
}
/** What the log holds against a plugin: that it never let it out, or took it back since. */
function troubleOf({ name, version, digest }, { said }) {
	let [isOut, hidden, blocked] = [
		false,
		"",
		""
	];
	for (const { event, payload } of said) {
		if (event === "digest_blocked" && payload.sha256 === digest) blocked = "the registry blocked its bytes";
		if (event === "digest_allowed" && payload.sha256 === digest) blocked = "";
		if (!payload.plugin || canonicalName(payload.plugin) !== name) continue;
		if (payload.version === void 0) hidden = /taken_down|quarantined|deleted/.test(event) ? sayTakenBack(event, payload) : "";
		if (payload.version !== version) continue;
		if (event === "version_published") isOut = payload.sha256 === digest;
		if (/quarantined|removed/.test(event)) isOut = false;
	}
	return [...isOut ? [] : ["the public log does not name it as published"], ...[hidden, blocked].filter(Boolean)];
}
var sayTakenBack = (event, { reason }) => `the registry took it back (${event}${reason ? `: ${reason}` : ""})`;
// client/commands/verify.ts
var verify$1 = {
	name: "verify",
	words: "",
	about: "Check a folder against its lockfile: every byte, the registry's signatures and, with --log, the registry's public log",
	options: {
		...FOLDER,
		log: { about: "Read the public log from its first entry, check its chain, and look what it says of the plugins" }
	},
	least: 0,
	most: 0,
	async run(input, context) {
		const folder = folderOf(input);
		const lock = await folder.needLock();
		const { registry, trust } = await trustedRegistry(input, context, folder);
		await trust.learn(lock.plugins[0]);
		const log = input.isSet("log") ? await readLog(registry, trust) : null;
		const plugins = [];
		for (const plugin of lock.plugins) plugins.push({
			...plugin,
			problems: await problemsOf(plugin, {
				folder,
				trust,
				log
			})
		});
		const isWhole = plugins.every(({ problems }) => problems.length === 0);
		const lines = plugins.flatMap(({ name, version, problems }) => problems.map((problem) => `  ${name} ${version}: ${problem}`));
		const right = plugins.filter(({ problems }) => !problems.length).length;
		return {
			data: {
				ok: isWhole,
				plugins: plugins.map(({ name, version, digest, problems }) => ({
					name,
					version,
					digest,
					problems
				})),
				log: log && {
					entries: log.entries,
					head: log.head
				}
			},
			text: [
				`${right} of ${sayCount(plugins.length)} what the registry signed`,
				...lines,
				...log ? [`The public log is whole: ${log.entries} entries, the last hash is ${log.head}`] : []
			].join("\n"),
			exitCode: isWhole ? 0 : EXIT.untrusted
		};
	}
};
async function problemsOf(plugin, { folder, trust, log }) {
	const bytes = await folder.readModule(plugin);
	if (!bytes) return ["its file is missing"];
	const problems = sha256(bytes) === plugin.digest ? [] : ["its bytes were changed"];
	const signatures = await folder.readSignatures(plugin);
	if (!signatures) problems.push("its signatures are missing");
	else await trust.check(plugin, signatures).catch((error) => problems.push(error.message));
	return log ? [...problems, ...troubleOf(plugin, log)] : problems;
}
// client/main.ts
var COMMANDS = [
	...[
		login,
		logout,
		search,
		info,
		publish,
		yank
	],
	...[
		install,
		list$1,
		update,
		uninstall,
		rollback,
		verify$1
	],
	...[
		bundleExport,
		bundleVerify,
		bundleImport
	],
	...[
		remoteList,
		remoteInstall,
		remoteUpdate,
		remoteRollback,
		remoteUninstall
	]
];
async function main(argv) {
	const isJson = argv.includes("--json");
	try {
		return await run(argv, isJson);
	} catch (caught) {
		const error = isOfSystem(caught) ? new Failure(caught.code ?? "SYSTEM", caught.message) : caught;
		tell(error, isJson);
		return error instanceof Failure ? error.exitCode : EXIT.failed;
	} finally {
		closeConnections();
	}
}
async function run(argv, isJson) {
	const command = findCommand(COMMANDS, argv);
	if (!command) {
		if (!(argv.length === 0 || argv.includes("--help") || argv[0] === "help")) throw wrongUsage(`There is no command "${argv[0]}": rialto-plugin --help lists them`);
		process.stdout.write(overview(COMMANDS));
		return argv.length ? 0 : EXIT.usage;
	}
	const input = readArguments(command, argv);
	if (input.isSet("help")) {
		process.stdout.write(helpOf(command));
		return 0;
	}
	const { data, text, exitCode = 0 } = await command.run(input, await Context.read(input, process.env));
	process.stdout.write(`${isJson ? JSON.stringify(data) : printable(text)}\n`);
	return exitCode;
}
/** No right to a file, no room left, a folder where a file has to be. */
var isOfSystem = (error) => error instanceof Error && "syscall" in error;
/** What a person can do something about is a line; the rest keeps its stack. */
function tell(error, isJson) {
	if (!(error instanceof Failure)) {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		return;
	}
	const { code, message, details } = error;
	if (isJson) process.stdout.write(`${JSON.stringify({
		error: message,
		error_code: code,
		details
	})}\n`);
	else process.stderr.write(`${printable([message, ...details.map(({ field, message: text }) => `  ${field}: ${text}`)].join("\n"))}\n`);
}
process.exitCode = await main(process.argv.slice(2));
export {};
