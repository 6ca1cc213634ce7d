"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from workflow_app.web.desk import (
    acts,
    bulk,
    case,
    doubts,
    files,
    funds,
    inbox,
    meeting,
    notices,
    objections,
    opinion,
    records,
    reveal,
    site_check,
)

urlpatterns: list[URLPattern] = [
    path("", inbox.inbox, name="desk"),
    path("done/", inbox.done, name="desk_done"),
    path("find/", inbox.find, name="desk_find"),
    path("cases/<str:number>/", case.case, name="desk_case"),
    path("cases/<str:number>/opinion/<int:seat_id>/", opinion.opinion, name="desk_opinion"),
    path("cases/<str:number>/acts/", acts.acts, name="desk_acts"),
    path("cases/<str:number>/acts/<str:verb>/", acts.act, name="desk_act"),
    path("bulk/", bulk.choose, name="desk_bulk_choose"),
    path("bulk/start/", bulk.start, name="desk_bulk_start"),
    path("bulk/<int:signing_id>/", bulk.bulk, name="desk_bulk"),
    path("bulk/<int:signing_id>/stop/", bulk.stop, name="desk_bulk_stop"),
    path("copies/", inbox.copies, name="desk_copies"),
    path("cases/<str:number>/rule/", opinion.rule, name="desk_rule"),
    path("cases/<str:number>/reassess/", opinion.reassess, name="desk_reassess"),
    path("cases/<str:number>/ask-registers/", opinion.ask_registers, name="desk_ask_registers"),
    path("cases/<str:number>/strike-off/", opinion.strike_off, name="desk_strike_off"),
    path("cases/<str:number>/doubts/", doubts.settle, name="desk_settle_doubts"),
    path("cases/<str:number>/reveal/<int:line>/", reveal.reveal, name="desk_reveal"),
    path("cases/<str:number>/meeting/", meeting.meeting, name="desk_meeting"),
    path("cases/<str:number>/site-check/", site_check.site_check, name="desk_site_check"),
    path("cases/<str:number>/files/<int:file_id>/", files.case_file, name="desk_file"),
    path("cases/<str:number>/files/<int:file_id>/<int:page>.jpg", files.file_page, name="desk_file_page"),
    path("to-notice/", notices.to_notice, name="desk_to_notice"),
    path("to-notice/confirm/", notices.confirm, name="desk_confirm_notice"),
    path("to-notice/open/", notices.publish, name="desk_open_notice"),
    path("doubts/", doubts.doubts, name="desk_doubts"),
    path("notices/", notices.notices, name="desk_notices"),
    path("notices/<int:notice_id>/", notices.notice, name="desk_notice"),
    path("objections/", objections.objections, name="desk_objections"),
    path("objections/<int:objection_id>/", objections.objection, name="desk_objection"),
    path("funds/", funds.ready, name="desk_funds"),
    path("funds/<int:notice_id>/", funds.request_page, name="desk_request_funds"),
    path("records/", records.records, name="desk_records"),
]
