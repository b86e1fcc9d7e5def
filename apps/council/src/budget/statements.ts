/**
 * Reserves, if it fits below both limits. What providers billed beyond their reservations is money gone, too, so it counts. Under
 * concurrency the UPDATE waits for the row and looks at its limits again: that is what keeps the promise.
 * $1 workspace, $2 period, $3 attempt, $4 micro-USD, $5 tokens, then the rest of the entry.
 */
export const RESERVE = `
  WITH budget AS (
    UPDATE council.workspace_budgets
    SET reserved_micro_usd = reserved_micro_usd + $4::bigint, tokens_reserved = tokens_reserved + $5::bigint,
        updated_at = now()
    WHERE workspace_id = $1 AND period = $2
      AND spent_micro_usd + overrun_micro_usd + reserved_micro_usd + $4::bigint <= limit_micro_usd
      AND tokens_spent + tokens_reserved + $5::bigint <= limit_tokens
      AND NOT EXISTS (SELECT FROM council.cost_ledger WHERE workspace_id = $1 AND attempt_id = $3)
    RETURNING id
  ), entry AS (
    INSERT INTO council.cost_ledger (workspace_id, id, attempt_id, budget_id, agent_code, assignment_id, campaign_id, user_id,
      kind, provider, model, reserved_micro_usd, reserved_tokens, expires_at)
    SELECT $1, $6, $3, budget.id, $7, $8, $9, $10, $11, $12, $13, $4::bigint, $5::bigint,
      now() + $14::double precision * interval '1 millisecond'
    FROM budget
  )
  SELECT id FROM budget`;

/**
 * Settles an entry that is open. $1 workspace, $2 attempt, $3 reported and $4 counted micro-USD, $5 input, $6 cached and $7 output
 * tokens, all nullable. greatest() passes over what is null.
 */
export const SETTLE = `
  WITH entry AS (
    UPDATE council.cost_ledger
    SET state = 'settled', settled_at = now(), updated_at = now(),
        settled_micro_usd = least(coalesce(greatest($3::bigint, $4::bigint), reserved_micro_usd), reserved_micro_usd),
        overrun_micro_usd = greatest(greatest($3::bigint, $4::bigint) - reserved_micro_usd, 0),
        input_tokens = coalesce($5::bigint, 0), cached_tokens = coalesce(least($6::bigint, $5::bigint), 0),
        output_tokens = coalesce($7::bigint, 0),
        settled_tokens = coalesce($5::bigint + $7::bigint, reserved_tokens)
    WHERE workspace_id = $1 AND attempt_id = $2 AND state = 'open'
    RETURNING budget_id, reserved_micro_usd, settled_micro_usd, overrun_micro_usd, reserved_tokens, settled_tokens
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET reserved_micro_usd = budget.reserved_micro_usd - entry.reserved_micro_usd,
        spent_micro_usd = budget.spent_micro_usd + entry.settled_micro_usd,
        overrun_micro_usd = budget.overrun_micro_usd + entry.overrun_micro_usd,
        tokens_reserved = budget.tokens_reserved - entry.reserved_tokens,
        tokens_spent = budget.tokens_spent + entry.settled_tokens,
        updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
  )
  SELECT budget_id FROM entry`;

/**
 * An entry that expired is spent in full; a report that comes after all can only add what was billed beyond that, once. The same
 * parameters as {@link SETTLE}.
 */
export const RECORD_LATE_OVERRUN = `
  WITH entry AS (
    UPDATE council.cost_ledger
    SET overrun_micro_usd = greatest($3::bigint, $4::bigint) - reserved_micro_usd, updated_at = now(),
        input_tokens = coalesce($5::bigint, 0), cached_tokens = coalesce(least($6::bigint, $5::bigint), 0),
        output_tokens = coalesce($7::bigint, 0)
    WHERE workspace_id = $1 AND attempt_id = $2 AND state = 'expired' AND overrun_micro_usd = 0
      AND greatest($3::bigint, $4::bigint) > reserved_micro_usd
    RETURNING budget_id, overrun_micro_usd
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET overrun_micro_usd = budget.overrun_micro_usd + entry.overrun_micro_usd, updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
  )
  SELECT budget_id FROM entry`;

/** Expires what is due and not being settled at this moment. $1 workspace, $2 how many at most. */
export const EXPIRE_DUE = `
  WITH due AS (
    SELECT id FROM council.cost_ledger
    WHERE workspace_id = $1 AND state = 'open' AND expires_at <= now()
    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), entry AS (
    UPDATE council.cost_ledger AS entry
    SET state = 'expired', settled_at = now(), settled_micro_usd = reserved_micro_usd, settled_tokens = reserved_tokens,
        updated_at = now()
    FROM due WHERE entry.workspace_id = $1 AND entry.id = due.id
    RETURNING entry.budget_id, entry.reserved_micro_usd, entry.reserved_tokens
  ), total AS (
    SELECT budget_id, sum(reserved_micro_usd)::bigint AS micro_usd, sum(reserved_tokens)::bigint AS tokens
    FROM entry GROUP BY budget_id
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET reserved_micro_usd = budget.reserved_micro_usd - total.micro_usd,
        spent_micro_usd = budget.spent_micro_usd + total.micro_usd,
        tokens_reserved = budget.tokens_reserved - total.tokens,
        tokens_spent = budget.tokens_spent + total.tokens,
        updated_at = now()
    FROM total WHERE budget.workspace_id = $1 AND budget.id = total.budget_id
  )
  SELECT count(*)::int AS expired FROM entry`;
