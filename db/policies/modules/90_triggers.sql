-- Which guard stands before which table. Names sort behind the append-only triggers of the steps.

CREATE TRIGGER guard_cases BEFORE UPDATE ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.before_case_update();
CREATE TRIGGER guard_cases_after AFTER UPDATE ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.after_case_update();
CREATE CONSTRAINT TRIGGER guard_cases_whole AFTER UPDATE ON public.cases
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.case_is_whole();

CREATE TRIGGER guard_case_hands BEFORE INSERT ON public.case_hands
FOR EACH ROW EXECUTE FUNCTION guard.before_hand();
CREATE TRIGGER guard_reviews BEFORE INSERT OR UPDATE ON public.reviews
FOR EACH ROW EXECUTE FUNCTION guard.before_review();
CREATE TRIGGER guard_calls BEFORE INSERT OR UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.before_call();
CREATE TRIGGER guard_calls_after AFTER UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.after_call();
CREATE TRIGGER guard_decisions BEFORE INSERT OR UPDATE ON public.decisions
FOR EACH ROW EXECUTE FUNCTION guard.before_decision();
CREATE TRIGGER guard_person_contacts BEFORE INSERT OR UPDATE ON public.person_contacts
FOR EACH ROW EXECUTE FUNCTION guard.before_contact();
CREATE TRIGGER guard_contact_keys BEFORE INSERT OR UPDATE OR DELETE ON public.contact_keys
FOR EACH ROW EXECUTE FUNCTION guard.before_contact_key();
CREATE TRIGGER guard_declared_keys BEFORE INSERT OR UPDATE OR DELETE ON public.declared_keys
FOR EACH ROW EXECUTE FUNCTION guard.before_declared_key();
CREATE TRIGGER guard_people BEFORE UPDATE ON public.people
FOR EACH ROW EXECUTE FUNCTION guard.before_person_update();
CREATE TRIGGER guard_outbox BEFORE INSERT OR UPDATE ON public.outbox
FOR EACH ROW EXECUTE FUNCTION guard.before_message();
CREATE TRIGGER guard_risk_marks BEFORE INSERT OR UPDATE OR DELETE ON public.risk_marks
FOR EACH ROW EXECUTE FUNCTION guard.before_mark();
CREATE TRIGGER guard_term_pauses BEFORE INSERT OR UPDATE ON public.term_pauses
FOR EACH ROW EXECUTE FUNCTION guard.before_pause();
CREATE TRIGGER guard_review_drafts BEFORE INSERT OR UPDATE OR DELETE ON public.review_drafts
FOR EACH ROW EXECUTE FUNCTION guard.before_draft();
CREATE TRIGGER guard_counters BEFORE INSERT OR UPDATE ON public.counters
FOR EACH ROW EXECUTE FUNCTION guard.before_counter();
CREATE TRIGGER guard_cases_new BEFORE INSERT ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.before_case_insert();
CREATE TRIGGER guard_case_papers BEFORE UPDATE ON public.case_papers
FOR EACH ROW EXECUTE FUNCTION guard.before_papers_update();
CREATE TRIGGER guard_saved_views BEFORE INSERT OR UPDATE ON public.saved_views
FOR EACH ROW EXECUTE FUNCTION guard.before_view();
CREATE CONSTRAINT TRIGGER guard_decisions_whole AFTER INSERT OR UPDATE ON public.decisions
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.decision_is_whole();
CREATE CONSTRAINT TRIGGER guard_contacts_whole AFTER INSERT OR UPDATE ON public.person_contacts
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.contact_is_whole();
CREATE CONSTRAINT TRIGGER guard_calls_whole AFTER INSERT OR UPDATE ON public.calls
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.call_is_whole();
CREATE CONSTRAINT TRIGGER guard_pauses_whole AFTER INSERT OR UPDATE ON public.term_pauses
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.pause_is_whole();
CREATE CONSTRAINT TRIGGER guard_blobs_whole AFTER INSERT ON public.blobs
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.blob_is_whole();
CREATE CONSTRAINT TRIGGER guard_chunks_whole AFTER INSERT ON public.blob_chunks
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.blob_is_whole();
CREATE TRIGGER guard_documents BEFORE INSERT ON public.documents
FOR EACH ROW EXECUTE FUNCTION guard.before_document();
CREATE TRIGGER guard_settings BEFORE INSERT OR UPDATE ON public.settings
FOR EACH ROW EXECUTE FUNCTION guard.before_office_change();
CREATE TRIGGER guard_agencies BEFORE INSERT OR UPDATE ON public.agencies
FOR EACH ROW EXECUTE FUNCTION guard.before_office_change();
CREATE TRIGGER guard_staff BEFORE INSERT OR UPDATE ON public.staff
FOR EACH ROW EXECUTE FUNCTION guard.before_account();
CREATE TRIGGER guard_staff_after AFTER INSERT OR UPDATE ON public.staff
FOR EACH ROW EXECUTE FUNCTION guard.after_account();

CREATE TRIGGER note_staff AFTER INSERT OR UPDATE ON public.staff
FOR EACH ROW EXECUTE FUNCTION guard.note_change('staff', 'id', 'active');
CREATE TRIGGER note_account_hands AFTER INSERT ON public.account_hands
FOR EACH ROW EXECUTE FUNCTION guard.note_change('staff', 'staff_id', 'act');
CREATE TRIGGER note_frames AFTER INSERT OR UPDATE ON public.review_drafts
FOR EACH ROW EXECUTE FUNCTION guard.note_frames();
CREATE TRIGGER note_reviews AFTER INSERT OR UPDATE ON public.reviews
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_calls AFTER INSERT OR UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_decisions AFTER INSERT OR UPDATE ON public.decisions
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_risk_marks AFTER INSERT OR DELETE ON public.risk_marks
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id', 'code');
CREATE TRIGGER note_outbox AFTER INSERT ON public.outbox
FOR EACH ROW WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_person_contacts AFTER INSERT OR UPDATE ON public.person_contacts
FOR EACH ROW EXECUTE FUNCTION guard.note_change('person', 'person_id');
CREATE TRIGGER note_people AFTER UPDATE ON public.people
FOR EACH ROW EXECUTE FUNCTION guard.note_change('person', 'id');
CREATE TRIGGER note_documents AFTER INSERT ON public.documents
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_settings AFTER INSERT OR UPDATE ON public.settings
FOR EACH ROW EXECUTE FUNCTION guard.note_change('setting', 'key', 'value');
CREATE TRIGGER note_agencies AFTER INSERT OR UPDATE ON public.agencies
FOR EACH ROW EXECUTE FUNCTION guard.note_change('agency', 'code', 'province');
CREATE TRIGGER note_outbox_cancelled AFTER UPDATE ON public.outbox
FOR EACH ROW WHEN (NEW.case_id IS NOT NULL AND NEW.status = 'cancelled' AND OLD.status <> 'cancelled')
EXECUTE FUNCTION guard.note_change('case', 'case_id', 'template');
