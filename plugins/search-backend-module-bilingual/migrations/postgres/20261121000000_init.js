// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('naru_search_types', table => {
    table.comment('Document types and when their index was replaced last');
    table.text('type').primary();
    table.bigInteger('revision').notNullable();
    table.integer('documents').notNullable();
    table.timestamp('indexed_at', { useTz: true }).notNullable();
  });
  await knex.schema.createTable('naru_search_documents', table => {
    table.comment('Documents with the terms that they are found by');
    table.bigIncrements('id');
    table.text('type').notNullable();
    table
      .binary('hash')
      .notNullable()
      .comment('Of the document and the analysis that its terms come from');
    table.jsonb('document').notNullable();
    table.specificType('terms', 'tsvector').notNullable();
    table.jsonb('weights').notNullable().comment('Weight of each term');
    table
      .text('variant')
      .comment('The same for documents that say the same in other languages');
    table.text('language');
    table.unique(['type', 'hash']);
    table.index(['variant']);
  });
  await knex.raw(
    'CREATE INDEX naru_search_documents_terms ON naru_search_documents USING gin (terms)',
  );
  await knex.schema.createTable('naru_search_words', table => {
    table.comment('In how many documents of a type a term is');
    table.text('type').notNullable();
    table.text('term').notNullable();
    table.integer('documents').notNullable();
    table.primary(['type', 'term']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('naru_search_words');
  await knex.schema.dropTable('naru_search_documents');
  await knex.schema.dropTable('naru_search_types');
};
