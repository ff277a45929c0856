/** dependency-cruiser does not map `#alias/*.js` of package.json to `.ts` by itself, and would then pass silently. */
module.exports = {
  resolve: {
    extensions: ['.ts', '.js', '.mjs', '.json'],
    extensionAlias: { '.js': ['.ts', '.js'] },
    conditionNames: ['import', 'node', 'default'],
  },
}
