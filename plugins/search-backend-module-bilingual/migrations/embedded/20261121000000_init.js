// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('naru_search_kept', table => {
    table.comment('Documents of the embedded search, for the next start');
    table.text('type').primary();
    table.binary('documents').notNullable().comment('JSON, gzip');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('naru_search_kept');
};
