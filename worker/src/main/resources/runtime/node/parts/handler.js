'use strict';

// Finds the handler: `folder/module.function`, CommonJS or ECMAScript module.

const fs = require('fs');
const path = require('path');
const { Fault } = require('./errors');

async function loadHandler(root, name) {
  const [folder, file, exported] = split(name);
  const module = await loadModule(path.resolve(root, folder, file), file);
  const handler = exported.split('.').reduce((value, key) => value?.[key], module);
  if (handler === undefined) throw new Fault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new Fault('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

function split(name) {
  if (name.includes('..')) {
    throw new Fault('Runtime.MalformedHandlerName', `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const file = path.basename(name);
  const dot = file.indexOf('.');
  if (dot < 1 || dot === file.length - 1) throw new Fault('Runtime.MalformedHandlerName', 'Bad handler');
  return [name.slice(0, name.length - file.length), file.slice(0, dot), file.slice(dot + 1)];
}

async function loadModule(base, file) {
  try {
    const found = ['', '.js', '.mjs', '.cjs'].map((ending) => base + ending).find(isFile);
    if (!found) return require(moduleOnPath(base, file));
    return isEsm(found) ? await import(require('url').pathToFileURL(found)) : require(found);
  } catch (failure) {
    if (failure instanceof SyntaxError) throw new Fault('Runtime.UserCodeSyntaxError', String(failure), failure);
    if (failure?.code === 'MODULE_NOT_FOUND' || failure?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Fault('Runtime.ImportModuleError', String(failure), failure);
    }
    throw failure;
  }
}

// A folder with an index, or a module that a layer brings along NODE_PATH.
function moduleOnPath(base, file) {
  try {
    return require.resolve(base);
  } catch {
    try {
      return require.resolve(file);
    } catch {
      const failure = new Error(`Cannot find module '${file}'\nRequire stack:\n- ${__filename}`);
      failure.code = 'MODULE_NOT_FOUND';
      throw failure;
    }
  }
}

function isFile(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

// As Node decides it: by the file's ending, else by the nearest package.json.
function isEsm(file) {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (isFile(manifest)) return JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module';
    if (folder === path.dirname(folder) || path.basename(folder) === 'node_modules') return false;
  }
}

module.exports = { loadHandler };
