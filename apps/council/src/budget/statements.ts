/** By the database's clock. $14 is in milliseconds. */
const EXPIRY = `now() + $14::double precision * interval '1 millisecond'`;

/** From so much of a limit on, in percent, only the cheapest tier is paid for. */
export const DEAR_BELOW_PERCENT = 95;

/**
 * Where an attempt stands before it reserves: the period of this moment where the workspace is, its budget if it is open already, the stops
 * that are on, what is known of the attempt. No row for a workspace without any budget. $1 workspace, $2 attempt.
 */
export const SITUATION = `
  WITH newest AS (
    SELECT timezone FROM council.workspace_budgets WHERE workspace_id = $1 ORDER BY period DESC LIMIT 1
  ), clock AS (
    SELECT to_char(now() AT TIME ZONE newest.timezone, 'YYYY-MM') AS period FROM newest
  )
  SELECT clock.period AS "currentPeriod", to_jsonb(budget) AS budget,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('scope', scope, 'target', target, 'reason', reason)), '[]')
     FROM council.emergency_actions WHERE workspace_id = $1 AND ended_at IS NULL) AS stops,
    (SELECT state FROM council.cost_ledger WHERE workspace_id = $1 AND attempt_id = $2) AS attempt
  FROM clock LEFT JOIN council.workspace_budgets AS budget
    ON budget.workspace_id = $1 AND budget.period = clock.period`;

/**
 * Reserves, if it fits below both limits. What providers billed beyond their reservations is money gone, too, so it counts. Under
 * concurrency the UPDATE waits for the row and looks at its limits again: that is what keeps the promise. With it a timer is claimed by
 * whoever expires before all others; one that should have come long ago is claimed anew.
 * $1 workspace, $2 period, $3 attempt, $4 micro-USD, $5 tokens, then the rest of the entry, $15 whether it is of the cheapest tier.
 */
export const RESERVE = `
  WITH budget AS (
    UPDATE council.workspace_budgets
    SET reserved_micro_usd = reserved_micro_usd + $4::bigint, tokens_reserved = tokens_reserved + $5::bigint,
        sweep_at = CASE WHEN sweep_at <= ${EXPIRY} AND sweep_at > now() - interval '1 minute' THEN sweep_at ELSE ${EXPIRY} END,
        updated_at = now()
    WHERE workspace_id = $1 AND period = $2
      AND spent_micro_usd + overrun_micro_usd + reserved_micro_usd + $4::bigint <= limit_micro_usd
      AND tokens_spent + tokens_reserved + $5::bigint <= limit_tokens
      AND ($15 OR ((spent_micro_usd + overrun_micro_usd) * 100 < limit_micro_usd * ${DEAR_BELOW_PERCENT}
                   AND tokens_spent * 100 < limit_tokens * ${DEAR_BELOW_PERCENT}))
      AND NOT EXISTS (SELECT FROM council.cost_ledger WHERE workspace_id = $1 AND attempt_id = $3)
    RETURNING id, sweep_at, sweep_at = ${EXPIRY} AS is_first
  ), entry AS (
    INSERT INTO council.cost_ledger (workspace_id, id, attempt_id, budget_id, agent_code, assignment_id, campaign_id, user_id,
      kind, provider, model, reserved_micro_usd, reserved_tokens, expires_at)
    SELECT $1, $6, $3, budget.id, $7, $8, (SELECT id FROM council.campaigns WHERE workspace_id = $1 AND id = $9::uuid), $10,
      $11, $12, $13, $4::bigint, $5::bigint, ${EXPIRY}
    FROM budget
  )
  SELECT id, CASE WHEN is_first THEN sweep_at END AS "sweepAt" FROM budget`;

/** What an entry and its budget are after a change. */
const OUTCOME = `
  SELECT entry.*, to_jsonb(budget) AS budget FROM entry JOIN budget ON true`;

const ENTRY = `budget_id, state, reserved_micro_usd, settled_micro_usd, overrun_micro_usd, reserved_tokens, settled_tokens`;

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
    RETURNING ${ENTRY}
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET reserved_micro_usd = budget.reserved_micro_usd - entry.reserved_micro_usd,
        spent_micro_usd = budget.spent_micro_usd + entry.settled_micro_usd,
        overrun_micro_usd = budget.overrun_micro_usd + entry.overrun_micro_usd,
        tokens_reserved = budget.tokens_reserved - entry.reserved_tokens,
        tokens_spent = budget.tokens_spent + entry.settled_tokens,
        updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
    RETURNING budget.*
  )
  ${OUTCOME}`;

/** Frees what was reserved for a call that was never made. $1 workspace, $2 attempt. */
export const RELEASE = `
  WITH entry AS (
    UPDATE council.cost_ledger SET state = 'released', settled_at = now(), updated_at = now()
    WHERE workspace_id = $1 AND attempt_id = $2 AND state = 'open'
    RETURNING ${ENTRY}
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET reserved_micro_usd = budget.reserved_micro_usd - entry.reserved_micro_usd,
        tokens_reserved = budget.tokens_reserved - entry.reserved_tokens,
        updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
    RETURNING budget.*
  )
  ${OUTCOME}`;

/**
 * A report that comes after all: an entry that expired is spent in full, one that was released was said to have cost nothing. The report
 * can only add what was billed beyond that, once. The same parameters as {@link SETTLE}.
 */
export const RECORD_LATE_OVERRUN = `
  WITH entry AS (
    UPDATE council.cost_ledger
    SET overrun_micro_usd = coalesce(greatest($3::bigint, $4::bigint), reserved_micro_usd) - settled_micro_usd, updated_at = now(),
        input_tokens = coalesce($5::bigint, 0), cached_tokens = coalesce(least($6::bigint, $5::bigint), 0),
        output_tokens = coalesce($7::bigint, 0)
    WHERE workspace_id = $1 AND attempt_id = $2 AND state IN ('expired', 'released') AND overrun_micro_usd = 0
      AND coalesce(greatest($3::bigint, $4::bigint), reserved_micro_usd) > settled_micro_usd
    RETURNING ${ENTRY}
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET overrun_micro_usd = budget.overrun_micro_usd + entry.overrun_micro_usd, updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
    RETURNING budget.*
  )
  ${OUTCOME}`;

/**
 * Writes down an attempt for which nothing was reserved: all that it cost is overrun. One that was not made leaves a mark, so that a
 * reservation that comes later is refused; it costs nothing, so no lock of the budget either. Parameters 1 to 7 as in {@link SETTLE}, $8 budget, then the rest of the entry, $16 its state.
 */
export const RECORD_UNRESERVED = `
  WITH entry AS (
    INSERT INTO council.cost_ledger (workspace_id, attempt_id, budget_id, id, agent_code, assignment_id, campaign_id, user_id,
      kind, provider, model, input_tokens, cached_tokens, output_tokens, reserved_micro_usd, overrun_micro_usd, settled_tokens,
      state, expires_at, settled_at)
    SELECT $1, $2, $8, $9, $10, $11, (SELECT id FROM council.campaigns WHERE workspace_id = $1 AND id = $12::uuid), $13,
      $14, $15, $17, coalesce($5::bigint, 0), coalesce(least($6::bigint, $5::bigint), 0), coalesce($7::bigint, 0), 0,
      coalesce(greatest($3::bigint, $4::bigint), 0), coalesce($5::bigint + $7::bigint, 0), $16, now(), now()
    ON CONFLICT (workspace_id, attempt_id) DO NOTHING
    RETURNING ${ENTRY}
  ), budget AS (
    UPDATE council.workspace_budgets AS budget
    SET overrun_micro_usd = budget.overrun_micro_usd + entry.overrun_micro_usd,
        tokens_spent = budget.tokens_spent + entry.settled_tokens, updated_at = now()
    FROM entry WHERE budget.workspace_id = $1 AND budget.id = entry.budget_id
      AND (entry.overrun_micro_usd > 0 OR entry.settled_tokens > 0)
    RETURNING budget.*
  )
  SELECT entry.*, coalesce((SELECT to_jsonb(budget) FROM budget), (
    SELECT to_jsonb(same) FROM council.workspace_budgets AS same WHERE workspace_id = $1 AND id = $8)) AS budget
  FROM entry`;

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
