"""Addresses of the payment screens."""

from __future__ import annotations

from django.urls import URLPattern, path

from workflow_app.web.finance import (
    accounts,
    bank_files,
    batches,
    discard,
    indicators,
    ledger,
    limits,
    recoveries,
    release,
    requests,
    returns,
    send_back,
    statements,
)

urlpatterns: list[URLPattern] = [
    path("", requests.requests, name="finance"),
    path("requests/<int:request_id>/", requests.request_page, name="finance_request"),
    path("requests/<int:request_id>/check/", requests.check, name="finance_check"),
    path("requests/<int:request_id>/return/", send_back.send_back, name="finance_send_back"),
    path("requests/<int:request_id>/draft/", requests.draft, name="finance_draft"),
    path("requests/<int:request_id>/papers/<int:paper_id>.pdf", requests.paper, name="finance_paper"),
    path("batches/", batches.batches, name="finance_batches"),
    path("batches/<int:batch_id>/", batches.batch, name="finance_batch"),
    path("batches/<int:batch_id>/release/", release.release, name="finance_release"),
    path("batches/<int:batch_id>/discard/", discard.discard, name="finance_discard"),
    path("batches/<int:batch_id>/file/", bank_files.bank_file, name="finance_file"),
    path("batches/<int:batch_id>/file/<int:number>/", bank_files.bank_file, name="finance_file_part"),
    path("batches/<int:batch_id>/return/", returns.present, name="finance_return"),
    path("batches/<int:batch_id>/return/<int:presented_id>/", returns.presented, name="finance_presented"),
    path("batches/<int:batch_id>/return/<int:presented_id>/confirm/", returns.confirm, name="finance_confirm"),
    path("batches/<int:batch_id>/simulated/", bank_files.simulated_answer, name="finance_simulated"),
    path("indicators/", indicators.indicators, name="finance_indicators"),
    path("indicators/table.xlsx", indicators.exported, name="finance_indicators_xlsx"),
    path("indicators/enter/", indicators.enter, name="finance_indicator_enter"),
    path("indicators/<int:key>/", indicators.indicator, name="finance_indicator"),
    path("indicators/<int:key>/<slug:verb>/", indicators.act, name="finance_indicator_act"),
    path("ledger/", ledger.postings, name="finance_ledger"),
    path("ledger/postings.xlsx", ledger.exported, name="finance_ledger_xlsx"),
    path("statements/", statements.statements, name="finance_statements"),
    path("statements/take-in/", statements.take_in, name="finance_take_in"),
    path("statements/<int:statement_id>/", statements.statement, name="finance_statement"),
    path("recoveries/", recoveries.recoveries, name="finance_recoveries"),
    path("recoveries/receive/", recoveries.receive, name="finance_receive"),
    path("accounts/", accounts.changes, name="finance_accounts"),
    path("accounts/<int:change_id>/confirm/", accounts.confirm, name="finance_account_confirm"),
    path("accounts/<int:change_id>/refuse/", accounts.refuse, name="finance_account_refuse"),
    path("limits/", limits.limits, name="finance_limits"),
    path("limits/set/", limits.set_one, name="finance_limit_set"),
    path("returned/", batches.returned, name="finance_returned"),
]
